import sys
a = list(map(int, sys.stdin.read().split())) or [5, 2, 9, 1]
for i in range(len(a)):
    for j in range(len(a) - 1 - i):
        if a[j] > a[j + 1]:
            a[j], a[j + 1] = a[j + 1], a[j]
print(*a)
