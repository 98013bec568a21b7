import sys, re
for line in sys.stdin.read().splitlines() or ["A man, a plan, a canal: Panama", "hello"]:
    s = re.sub(r"[^a-z0-9]", "", line.lower())
    print(s == s[::-1])
