import sys

given, output, answer, *rest = sys.argv[1:]
total = sum(map(int, open(output).read().split()))
print("sum", total, "answer", repr(open(answer).read()), *rest, file=sys.stderr)
sys.exit(total != int(open(given).read()))
