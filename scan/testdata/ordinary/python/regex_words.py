import re, sys
t = sys.stdin.read() or "import socket from os import system; the cat sat on the mat 42 times"
print(re.findall(r"\b\w*at\b", t), re.sub(r"(\d+)", lambda m: str(int(m[1]) * 2), t), bool(re.match(r"^import\s+(?P<mod>\w+)", t)))
