# group: H
# attack: a result nested and long beyond measure, for the judge that decodes it
# layer: judge (depth and length of a result)
# want: refused
import os


class Solution:
    def total(self, nums):
        os.write(3, b'{"result":' + b"[" * 60000)
        for _ in range(200):
            os.write(3, b"[" * 60000)
        os.write(3, b"\n")
        os._exit(0)
