# want: accepted
# expected: made
# A tree that its owner cannot enter, with links out of it.
import os

os.makedirs("/tmp/a/b/c")
for target in ["/etc", "/box", "/proc/self/root", "/run/gavel", "/tmp/a", ".."]:
    try:
        os.symlink(target, f"/tmp/a/b/c/{target.replace('/', '_')}")
    except PermissionError:
        pass  # not everywhere may a program make links
for folder in ["/tmp/a/b/c", "/tmp/a/b", "/tmp/a"]:
    os.chmod(folder, 0)
print("made")
