# group: D
# attack: leaves files for the next test: hidden, unreadable, odd of name, deep, open
# layer: gavel-init (empties /tmp)
# want: accepted
# stdin: leave
# stdin: look
# stdin: look
# held: tmp, box, home
import os


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)


if input() == "leave":
    for name in ("plain", ".hidden", "-rf", "new\nline", "ä\x01", "x" * 255, b"\xff\xfe"):
        open(os.path.join(b"/tmp", name if isinstance(name, bytes) else name.encode()), "w").close()
    os.makedirs("/tmp/closed/inside")
    open("/tmp/closed/inside/file", "w").close()
    os.chmod("/tmp/closed/inside", 0)
    os.chmod("/tmp/closed", 0)
    os.chmod("/tmp/plain", 0)
    print("left")
else:
    check("tmp", os.listdir("/tmp") == [], os.listdir("/tmp"))
    check("box", os.listdir("/box") == ["main.py"], os.listdir("/box"))
    check("home", not os.path.exists(os.path.expanduser("~/.local")))
