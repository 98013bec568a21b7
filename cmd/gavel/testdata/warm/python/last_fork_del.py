import os

class Told:
    def __del__(self):
        print("told in the", "child" if child == 0 else "parent")

kept = Told()
child = os.fork()
if child:
    os.waitpid(child, 0)
print("end", child == 0)
