import sys
name = sys.stdin.readline().strip() or "world"
w, p, v = 12, 3, 3.14159265
print(f"{name!r:<{w}}|{v:{w}.{p}f}|{len(name):08b}|{'import ctypes':>20}")
print(f'''{[f"{i}:{i**2}" for i in range(3)]} {(lambda x: x + 1)(2)} {{literal}} {v=:.2f}''')
print(rf"\d{name}", F"{ {1: 2}[1] }", f"{'a' if name else 'b'}", f"{name:{'>' + str(w)}}")
