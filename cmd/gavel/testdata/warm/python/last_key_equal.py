class Key:
    def __hash__(self):
        return hash("name")

    def __eq__(self, other):
        print("equal to", other)
        return False

key = Key()
globals()[key] = 1
name = 2
