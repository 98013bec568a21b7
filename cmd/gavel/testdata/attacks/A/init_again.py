# group: A
# attack: starts gavel-init a second time and expects to be believed
# layer: Landlock or AppArmor, seccomp
# want: accepted
# held: second-init
import subprocess


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)


try:
    ended = subprocess.run(["/run/gavel/init"], capture_output=True, timeout=5)
    check("second-init", ended.returncode != 0 and b"gavel-init:" in ended.stderr, ended)
except PermissionError as e:
    check("second-init", True, e)
