import sys
def main():
    rows = [tuple(map(int, l.split())) for l in sys.stdin if l.strip()] or [(12, 4), (2, 2), (1, 1), (4, 10), (1, 2)]
    cap = 15
    best = [0] * (cap + 1)
    for w, v in rows:
        for c in range(cap, w - 1, -1):
            best[c] = max(best[c], best[c - w] + v)
    print(best[cap])
if __name__ == "__main__":
    main()
