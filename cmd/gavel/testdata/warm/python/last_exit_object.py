class Told:
    def __str__(self):
        return "an object"

    def __del__(self):
        print("told")

raise SystemExit(Told())
