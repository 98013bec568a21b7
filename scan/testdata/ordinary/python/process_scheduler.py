import sys, heapq
# operating systems course: round robin over "processes"; fork(), exec() and kill() are only words here
class Process:
    def __init__(self, pid, burst): self.pid, self.burst = pid, burst
    def kill(self): self.burst = 0
queue = [Process(i, b) for i, b in enumerate(map(int, sys.stdin.read().split() or [3, 1, 2]))]
order = []
while queue:
    p = queue.pop(0); order.append(p.pid); p.burst -= 1
    if p.burst > 0: queue.append(p)
print(order)
