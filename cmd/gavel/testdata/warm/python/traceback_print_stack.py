import traceback, sys, inspect
def f():
    traceback.print_stack()
    print(len(inspect.stack()), sys._getframe(1).f_back)
f()
