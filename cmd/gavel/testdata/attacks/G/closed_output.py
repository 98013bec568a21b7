# group: G
# attack: closes stdout, and writes the answer elsewhere
# layer: judge
# want: wrong_answer
# expected: 7
import os

os.write(2, b"7\n")
os.close(1)
os._exit(0)
