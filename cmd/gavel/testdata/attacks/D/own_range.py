# group: D
# attack: has the same user id on the host as another submission, and with it quotas and signals
# layer: user namespace (an id range for each cell)
# want: accepted
# rounds: one, two, three
# differs: range
# held: mapped
inside, outside, length = map(int, open("/proc/self/uid_map").read().split())
print("held mapped" if (inside, length) == (0, 65536) and outside >= 65536 else "BREACH mapped")
print("range", outside)
