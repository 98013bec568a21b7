# group: G
# attack: gives the right answer, then goes on for ever
# layer: judge (order of verdicts)
# want: time_limit_exceeded cpu_limit
# limits: cpu_ms=300
# expected: 7
print(7, flush=True)
while True:
    pass
