import sys
def main() -> int:
    s = sys.stdin.read()
    sys.stderr.write("done\n")
    print(len(s))
    return 0
sys.exit(main())
