import sys
größe = len(sys.stdin.read())
π = 3.14
def площадь(r): return π * r * r
print(größe, площадь(2), "日本語"[::-1], "naïve".upper())
