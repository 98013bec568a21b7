import textwrap, string, sys
t = sys.stdin.read() or "the quick brown fox jumps over the lazy dog " * 3
print(textwrap.fill(t, 30)); print(string.ascii_lowercase[:5], t.title()[:10])
