import gc
print(gc.isenabled(), gc.get_threshold(), gc.get_freeze_count(), gc.garbage, gc.get_debug(), gc.callbacks)
class A: pass
for _ in range(5000):
    a = A(); a.a = a
print(gc.collect() > 0)
