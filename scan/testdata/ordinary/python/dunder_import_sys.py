input = __import__('sys').stdin.readline
__import__("sys").setrecursionlimit(10**5)
m = __import__('math')
s = input().strip() or "12"
print(m.factorial(int(s) % 20))
