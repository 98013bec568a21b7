print("main")
data = [[i] for i in range(1000)]
raise ValueError(len(data))
