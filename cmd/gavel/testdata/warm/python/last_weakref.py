import weakref

class Thing:
    pass

thing = Thing()
kept = weakref.ref(thing, lambda reference: print("gone"))
