import sys
input = sys.stdin.buffer.readline
print = lambda *a: sys.stdout.write(" ".join(map(str, a)) + "\n")
n = int(input() or 3)
for i in range(n): print(i, i ** 3)
sys.stdout.flush()
