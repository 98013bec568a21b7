class Key(str):
    def __hash__(self):
        print("hashed")
        return str.__hash__(self)

globals()[Key("name")] = 1
print("main")
