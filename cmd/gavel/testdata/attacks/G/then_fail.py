# group: G
# attack: gives the right answer, then a failure
# layer: judge (order of verdicts)
# want: runtime_error exit:1
# expected: 7
import os

os.write(1, b"7\n")
os._exit(1)
