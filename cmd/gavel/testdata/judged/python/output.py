# want: output_limit_exceeded output_limit
# limits: output_bytes=65536
while True:
    print("x" * 1000)
