import sys, threading
print(sys.gettrace(), sys.getprofile(), sys.getswitchinterval(), sys.get_int_max_str_digits(), sys.getdlopenflags(), sys.implementation.cache_tag)
def trace(frame, event, arg):
    print(event, frame.f_code.co_name, frame.f_lineno)
    return trace
sys.settrace(trace)
def f():
    return 1
f()
sys.settrace(None)
