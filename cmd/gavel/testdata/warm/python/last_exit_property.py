class Leave(SystemExit):
    @property
    def code(self):
        print("asked")
        return 6

    @code.setter
    def code(self, value):
        pass

raise Leave(1)
