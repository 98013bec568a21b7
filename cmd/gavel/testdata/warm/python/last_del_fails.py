class Told:
    def __del__(self):
        raise ValueError("at the end")

kept = Told()
