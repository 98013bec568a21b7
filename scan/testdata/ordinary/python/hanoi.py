import sys
def move(n, a="A", b="B", c="C"):
    if n: yield from move(n - 1, a, c, b); yield f"{a}->{c}"; yield from move(n - 1, b, a, c)
print(*move(int(sys.stdin.readline() or 3)), sep="\n")
