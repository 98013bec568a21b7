# want: wrong_answer
# expected: 3.14159-a-secret-of-the-judge
# Looks for its expected output in every file that it can read.
import os

needle = "-a-".join(["3.14159", "secret-of-the-judge"]).encode()
found = []
for top in ["/box", "/tmp", "/run", "/dev/shm", "/etc", "/home", "/root", "/var", "/mnt", "/srv", "/proc"]:
    for folder, folders, files in os.walk(top):
        if folder.startswith("/proc") and "task" in folders:
            folders.remove("task")
        for name in files:
            path = os.path.join(folder, name)
            if path == "/box/main.py" or os.path.islink(path):
                continue
            try:
                with open(path, "rb") as file:
                    if needle in file.read(1 << 20):
                        found.append(path)
            except OSError:
                pass
print(needle.decode() if found else "not found", found)
