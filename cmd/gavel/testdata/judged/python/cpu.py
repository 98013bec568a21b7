# want: time_limit_exceeded cpu_limit
# limits: cpu_ms=300 wall_ms=3000
while True:
    pass
