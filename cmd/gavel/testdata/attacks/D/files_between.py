# group: D
# attack: leaves files for the next submission
# layer: mount (each cell has file systems of its own)
# want: accepted
# rounds: leave, look, look
# held: tmp, box, seen
import os


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)


mode = input()
if mode == "leave":
    for path in ("/tmp/left", "/box/left", "/dev/left", "/run/left", "/run/gavel/left"):
        try:
            with open(path, "w") as f:
                f.write("x" * 1000)
        except OSError:
            pass
    print("left")
else:
    check("tmp", os.listdir("/tmp") == [])
    check("box", os.listdir("/box") == ["main.py"])
    check("seen", not [p for p in ("/dev/left", "/run/left", "/run/gavel/left") if os.path.exists(p)])
