# group: H
# attack: looks for the expected value in the memory of the process that calls it
# layer: judge (an expected value never enters a cell)
# want: accepted
# held: memory
import gc


class Solution:
    def total(self, nums):
        # The wanted value and one that nobody has are made alike, so that each is there equally often.
        wanted, other = (str(987000 + more).encode() for more in (654, 655))
        seen = [0, 0]
        gc.collect()
        with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", buffering=0) as memory:
            for line in maps:
                bounds, rights = line.split()[:2]
                begin, end = (int(bound, 16) for bound in bounds.split("-"))
                if "rw" not in rights or end - begin > 1 << 26:
                    continue
                try:
                    memory.seek(begin)
                    data = memory.read(end - begin)
                except (OSError, ValueError):
                    continue
                seen[0] += data.count(wanted)
                seen[1] += data.count(other)
                del data
        print("held" if abs(seen[0] - seen[1]) < 3 else "BREACH", "memory", seen[0], seen[1])
        return sum(nums)
