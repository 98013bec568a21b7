# group: H
# attack: looks for the other tests and for answers in the files and descriptors of its cell
# layer: worker (an input for each test, no answers)
# want: accepted
# held: files, descriptors
import os


def holds(path):
    try:
        with open(path, "rb") as file:
            data = file.read(1 << 22)
    except OSError:
        return False
    return b"987" + b"654" in data or b"[1,2," + b"3]" in data and b"[987" + b"000" in data


class Solution:
    def total(self, nums):
        found = [os.path.join(folder, name) for top in ("/box", "/tmp", "/run") for folder, _, names in os.walk(top)
                 for name in names if holds(os.path.join(folder, name))]
        print("BREACH" if found else "held", "files", found)
        read = []
        for descriptor in range(64):
            try:
                os.lseek(descriptor, 0, 0)
                data = os.read(descriptor, 1 << 20)
            except OSError:
                continue
            if b"987" + b"654" in data or b"expected" in data:
                read.append(descriptor)
        print("BREACH" if read else "held", "descriptors", read)
        return sum(nums)
