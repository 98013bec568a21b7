import sys
M = 10**9 + 7
def mul(A, B): return [[sum(a * b for a, b in zip(r, c)) % M for c in zip(*B)] for r in A]
def power(A, e):
    R = [[1, 0], [0, 1]]
    while e:
        if e & 1: R = mul(R, A)
        A, e = mul(A, A), e >> 1
    return R
print(power([[1, 1], [1, 0]], int(sys.stdin.readline() or 10**12))[0][1])
