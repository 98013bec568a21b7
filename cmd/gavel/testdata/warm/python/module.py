# What the module of the program is made of.
import __main__
for name in sorted(vars(__main__)):
    if name not in ("__main__", "name"):
        print(name, repr(getattr(__main__, name)).split(" at 0x")[0])
print(type(__loader__), __spec__, __package__, __doc__)
