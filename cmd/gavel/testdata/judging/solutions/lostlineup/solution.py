n = int(input())
line = [1] * n
for person, between in enumerate(map(int, input().split()), 2):
    line[between + 1] = person
print(*line)
