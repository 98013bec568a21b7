# group: H
# attack: leaves the first test's result, its code and its channel for the second test
# layer: gavel-init (kills all, empties /tmp), worker (a channel for each test)
# want: wrong_answer
# held: tmp
import os
import time


class Solution:
    def total(self, nums):
        left = os.listdir("/tmp")
        print("BREACH" if left else "held", "tmp", left)
        with open("/tmp/answer", "w") as file:
            file.write("987654")
        if os.fork() == 0:
            os.setsid()
            while True:
                try:
                    time.sleep(0.01)
                    if os.getppid() == 1:
                        os.write(3, b'{"result":6,"decode_ns":1,"encode_ns":1}\n')
                except OSError:
                    pass
        return 987654
