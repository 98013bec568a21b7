# Objects that no list of the collector has.
class Told:
    __slots__ = ()

    def __del__(self):
        print("told")

kept = [Told()]
