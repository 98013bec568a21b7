class Told:
    def __del__(self):
        print("told", self.name)

a, b = Told(), Told()
a.other, b.other, a.name, b.name = b, a, "a", "b"
del a, b
