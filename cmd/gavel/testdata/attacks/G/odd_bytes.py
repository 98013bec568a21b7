# group: G
# attack: NUL bytes, broken UTF-8, control sequences and lone surrogates around the answer
# layer: judge (checker)
# want: wrong_answer
# expected: 7
import os

os.write(1, b"7\x00\x1b[2J\x1b]0;accepted\x07\xff\xfe\xed\xa0\x80\r\n\x00")
