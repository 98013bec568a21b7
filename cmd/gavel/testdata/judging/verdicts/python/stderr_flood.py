# want: output_limit_exceeded output_limit
# limits: output_bytes=65536
import sys

while True:
    sys.stderr.write("x" * 1000)
