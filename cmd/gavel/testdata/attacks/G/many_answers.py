# group: G
# attack: gives every answer there is
# layer: judge (checker)
# want: wrong_answer
# expected: 7
for answer in range(100000):
    print(answer)
