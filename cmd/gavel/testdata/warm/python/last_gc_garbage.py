import gc

gc.set_debug(gc.DEBUG_SAVEALL)

class Node:
    pass

a = Node()
a.own = a
del a
gc.collect()
print(len(gc.garbage))
