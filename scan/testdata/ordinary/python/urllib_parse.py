from urllib.parse import urlparse, quote, parse_qs
import sys
u = urlparse(sys.stdin.readline().strip() or "http://example.com:80/a/b?x=1&y=2#f")
print(u.scheme, u.path, sorted(parse_qs(u.query)), quote("a b/c"))
