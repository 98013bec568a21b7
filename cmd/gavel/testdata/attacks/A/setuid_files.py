# group: A
# attack: looks for set-id files, file capabilities and places to write in the image
# layer: image, mount (nosuid)
# want: accepted
# limits: cpu_ms=5000
# held: set-id, capabilities, writable
import os
import stat


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)


set_id, capable, writable = [], [], []
for top in ("/usr", "/etc", "/lib", "/lib64", "/bin", "/run", "/box", "/dev"):
    for folder, names, files in os.walk(top):
        for path in [folder] + [os.path.join(folder, f) for f in files]:
            info = os.lstat(path)
            if info.st_mode & (stat.S_ISUID | stat.S_ISGID):
                set_id.append(path)
            if not stat.S_ISLNK(info.st_mode) and not stat.S_ISCHR(info.st_mode) and os.access(path, os.W_OK):
                writable.append(path)
            try:
                os.getxattr(path, "security.capability", follow_symlinks=False)
                capable.append(path)
            except OSError:
                pass
check("set-id", not set_id, set_id)
check("capabilities", not capable, capable)
check("writable", not writable, writable)
