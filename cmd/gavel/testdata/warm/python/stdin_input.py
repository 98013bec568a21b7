a, b = map(int, input("two numbers? ").split())
print(a * b, input())
try:
    input()
except EOFError as e:
    print("end", e)
