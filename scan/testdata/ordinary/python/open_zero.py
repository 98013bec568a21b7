data = open(0).read().split()
print(len(data), data[:3])
