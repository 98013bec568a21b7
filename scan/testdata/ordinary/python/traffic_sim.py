import random, sys, statistics as st
rng = random.Random(42)
xs = [rng.gauss(0, 1) for _ in range(100)]
print(round(st.mean(xs), 6), round(st.stdev(xs), 6), rng.sample(range(10), 3), len(sys.stdin.read()))
