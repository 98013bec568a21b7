# group: G
# attack: keeps the answer of one test for another
# layer: gavel-init (empties /tmp), worker (an input for each test)
# want: accepted
# stdin: 1
# stdin: 2
# held: own
import os

number = input()
seen = os.path.exists("/tmp/answer")
with open("/tmp/answer", "w") as f:
    f.write(number)
print("BREACH the test before" if seen or number not in "12" else "held own")
