import builtins
import sys

builtins.print = lambda *a: sys.stdout.write("replaced\n")
sys.modules.clear()
print("main")
