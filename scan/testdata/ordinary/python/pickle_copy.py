import pickle, copy, sys, array, itertools
a = {"k": [1, (2, 3)], "s": sys.stdin.read()}
b = pickle.loads(pickle.dumps(a)); c = copy.deepcopy(a)
print(a == b == c, a is b, array.array("i", [1, 2]).tolist(), list(itertools.chain("ab", [1])))
