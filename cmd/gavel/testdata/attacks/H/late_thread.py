# group: H
# attack: a thread writes a result of its own while the driver writes the right one
# layer: judge (one result, and nothing but it)
# want: refused
import os
import threading


class Solution:
    def total(self, nums):
        def write():
            while True:
                try:
                    os.write(3, b'{"result":987654,"decode_ns":1,"encode_ns":1}\n')
                except OSError:
                    return
        threading.Thread(target=write, daemon=True).start()
        return -1
