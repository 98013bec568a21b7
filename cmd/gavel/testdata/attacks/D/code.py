# group: D
# attack: leaves code that the next start of the interpreter would run
# layer: mount, gavel-init, the command line (-B, -s)
# want: accepted
# stdin: leave
# stdin: look
# held: written, imported
import os
import sys


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)


if input() == "leave":
    places = ["/box", "/tmp", "/tmp/.local/lib/python3.13/site-packages", sys.prefix + "/lib/python3/dist-packages", os.path.dirname(os.__file__)]
    written = []
    for place in places:
        for name in ("sitecustomize.py", "usercustomize.py", "os.py", "evil.pth", "__pycache__/main.cpython-313.pyc"):
            try:
                os.makedirs(os.path.dirname(os.path.join(place, name)), exist_ok=True)
                with open(os.path.join(place, name), "w") as f:
                    f.write("print('BREACH code of the test before')\n")
                written.append(place)
            except OSError:
                pass
    check("written", all(p.startswith("/tmp") for p in written), written)
else:
    check("imported", "usercustomize" not in sys.modules and "sitecustomize" not in sys.modules)
