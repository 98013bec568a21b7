import weakref

class Thing:
    pass

thing = Thing()
kept = weakref.ref(thing, print)
