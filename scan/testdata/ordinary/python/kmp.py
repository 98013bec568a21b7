import sys
def prefix(s):
    p = [0] * len(s)
    for i in range(1, len(s)):
        k = p[i-1]
        while k and s[k] != s[i]: k = p[k-1]
        p[i] = k + (s[k] == s[i])
    return p
t, s = (sys.stdin.read().split() + ["abababab", "aba"])[:2]
print([i - 2 * len(s) for i, v in enumerate(prefix(s + "\0" + t)) if v == len(s)])
