import sys
class Meta(type):
    reg = {}
    def __new__(m, n, b, d):
        c = super().__new__(m, n, b, d); m.reg[n] = c; return c
class Base(metaclass=Meta):
    def __init_subclass__(cls, **kw): super().__init_subclass__(**kw); cls.tag = cls.__name__.lower()
class A(Base): pass
class B(A): __slots__ = ("x",)
print(sorted(Meta.reg), B.tag, [c.__name__ for c in B.__mro__], len(sys.stdin.read()))
