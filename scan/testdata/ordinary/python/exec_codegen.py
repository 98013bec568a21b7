lines = ["def poly(x):", "    r = 0"]
for c in (3, 1, 4, 1, 5):
    lines.append(f"    r = r * x + {c}")
lines.append("    return r")
ns = {}
exec("\n".join(lines), ns)
print(ns["poly"](10))
