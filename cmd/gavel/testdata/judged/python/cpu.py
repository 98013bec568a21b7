# want: time_limit_exceeded cpu_limit
# limits: cpu_ms=300 wall_ms=30000
while True:
    pass
