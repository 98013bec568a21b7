# want: accepted
# stdin: 1 2
# expected: 3
print(sum(map(int, input().split())))
