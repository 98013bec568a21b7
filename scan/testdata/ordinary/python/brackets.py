import sys
pair = {")": "(", "]": "[", "}": "{"}
for s in sys.stdin.read().split() or ["([]{})", "(]", "((("]:
    st = []
    ok = all(not (c in pair and (not st or st.pop() != pair[c])) for c in s if c in pair or not st.append(c))
    print("YES" if ok and not st else "NO")
