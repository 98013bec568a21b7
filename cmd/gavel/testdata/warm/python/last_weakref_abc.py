from collections.abc import Iterable, Mapping

class Thing:
    def __iter__(self):
        return iter(())

print(isinstance(Thing(), Iterable), isinstance(Thing(), Mapping), issubclass(list, Iterable))
