years = 0.0
for _ in range(int(input())):
    quality, time = map(float, input().split())
    years += quality * time
print(years)
