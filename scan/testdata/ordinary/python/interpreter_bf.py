import sys
def bf(code, out):
    jump, st = {}, []
    for i, c in enumerate(code):
        if c == "[": st.append(i)
        elif c == "]": j = st.pop(); jump[i], jump[j] = j, i
    tape, p, i = [0] * 100, 0, 0
    while i < len(code):
        c = code[i]
        if c == ">": p += 1
        elif c == "<": p -= 1
        elif c == "+": tape[p] = (tape[p] + 1) % 256
        elif c == "-": tape[p] = (tape[p] - 1) % 256
        elif c == ".": out.append(chr(tape[p]))
        elif c == "[" and not tape[p] or c == "]" and tape[p]: i = jump[i]
        i += 1
o = []; bf(sys.stdin.readline().strip() or "++++++++[>++++++++<-]>+.+.+.", o); print("".join(o))
