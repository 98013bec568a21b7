import sys, operator as op
OPS = {"+": op.add, "-": op.sub, "*": op.mul, "/": op.floordiv}
st = []
for t in sys.stdin.read().split() or "3 4 + 2 * 7 -".split():
    if t in OPS:
        b, a = st.pop(), st.pop()
        st.append(OPS[t](a, b))
    else: st.append(int(t))
print(st)
