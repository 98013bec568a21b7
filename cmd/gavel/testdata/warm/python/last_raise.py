class Told(Exception):
    def __del__(self):
        print("told")

print("main")
raise Told("uncaught")
