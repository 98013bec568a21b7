# group: G
# attack: writes the traceback of another failure, to be excused
# layer: judge (what a program writes chooses no limit's verdict)
# want: wrong_answer
# expected: 7
import sys

sys.stderr.write('Traceback (most recent call last):\n  File "/box/main.py", line 1, in <module>\nMemoryError\n')
print(8)
