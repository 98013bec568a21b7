# group: H
# attack: results that two readers of JSON would understand in two ways
# layer: judge (a result is one line of one form)
# want: refused
import os


class Solution:
    def total(self, nums):
        os.write(3, b'{"result":1,"result":987654,"decode_ns":1,"encode_ns":1}\n{"result":6,"decode_ns":1,"encode_ns":1}')
        os.write(3, b'\n')
        os._exit(0)
