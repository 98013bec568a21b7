from enum import Enum, auto
import sys
class Op(Enum):
    PUSH = auto(); ADD = auto(); PRINT = auto()
def run(code):
    st = []
    for ins in code:
        match ins:
            case (Op.PUSH, n): st.append(n)
            case (Op.ADD,): st.append(st.pop() + st.pop())
            case (Op.PRINT,): print(st[-1])
            case _: raise ValueError(ins)
sys.stdin.read()
run([(Op.PUSH, 2), (Op.PUSH, 40), (Op.ADD,), (Op.PRINT,)])
