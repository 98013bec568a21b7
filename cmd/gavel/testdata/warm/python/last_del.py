class Told:
    def __del__(self):
        print("the end of an object")

kept = Told()
print("the end of the program")
