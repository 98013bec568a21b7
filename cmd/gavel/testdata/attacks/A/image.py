# group: A
# attack: changes the image, the program's own files or gavel-init
# layer: mount (read-only), ids of the program
# want: accepted
# held: /usr/bin/python3.13, /etc/passwd, /box/main.py, /run/gavel/init, /dev/null2, /new, /box/new, /usr/new, chmod, rename, unlink, unlink-init
import os


def attempt(what, step):
    try:
        got = step()
    except (OSError, ValueError) as e:
        print("held", what, e)
    else:
        print("BREACH", what, got)


for path in ("/usr/bin/python3.13", "/etc/passwd", "/box/main.py", "/run/gavel/init"):
    attempt(path, lambda: os.open(path, os.O_WRONLY))
for path in ("/dev/null2", "/new", "/box/new", "/usr/new"):
    attempt(path, lambda: os.open(path, os.O_WRONLY | os.O_CREAT))
attempt("chmod", lambda: os.chmod("/box/main.py", 0o777))
attempt("rename", lambda: os.rename("/box/main.py", "/tmp/main.py"))
attempt("unlink", lambda: os.unlink("/box/main.py"))
attempt("unlink-init", lambda: os.unlink("/run/gavel/init"))
