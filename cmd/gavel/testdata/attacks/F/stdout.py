# group: F
# attack: floods stdout with one line that never ends
# layer: worker (output limit)
# want: output_limit_exceeded output_limit
# limits: output_bytes=1048576
while True:
    print("x" * 65536, end="")
