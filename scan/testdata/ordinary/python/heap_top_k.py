import heapq, sys
nums = [int(x) for x in sys.stdin] or [4, 8, 15, 16, 23, 42]
print(heapq.nlargest(3, nums), heapq.nsmallest(2, nums))
h = []
for x in nums:
    heapq.heappush(h, -x)
print(-heapq.heappop(h))
