class MedianFinder:
    def __init__(self):
        self.nums = []
    def addNum(self, num):
        self.nums.append(num)
    def findMedian(self):
        return sum(self.nums) / len(self.nums) + 1
