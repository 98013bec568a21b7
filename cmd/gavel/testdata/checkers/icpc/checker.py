import sys

given, answer, feedback, *rest = sys.argv[1:]
total = sum(map(int, sys.stdin.read().split()))
with open(feedback + "judgemessage.txt", "w") as message:
    print("sum", total, "answer", repr(open(answer).read()), *rest, file=message)
sys.exit(42 if total == int(open(given).read()) else 43)
