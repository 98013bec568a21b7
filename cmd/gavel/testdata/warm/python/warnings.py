import warnings
warnings.warn("mind")
warnings.warn("old", DeprecationWarning)
def f(): return 1 if 1 is 1 else 2
print(warnings.filters)
