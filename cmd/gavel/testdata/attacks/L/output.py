# group: L
# attack: none: a million numbers, printed one by one
# layer: passes
# want: accepted
# limits: cpu_ms=6000
for n in range(1000000):
    print(n)
