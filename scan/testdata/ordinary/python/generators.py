import sys, itertools as it
def primes():
    found = []
    for n in it.count(2):
        if all(n % p for p in it.takewhile(lambda p: p * p <= n, found)):
            found.append(n); yield n
k = int(sys.stdin.readline() or 10)
print(list(it.islice(primes(), k)), sum(it.accumulate(range(5))))
