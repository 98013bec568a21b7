# want: wrong_answer
# stdin: 1 2
# expected: 3
print(4)
