import sys, threading
sys.setrecursionlimit(1 << 20)
threading.stack_size(64 * 1024 * 1024)

def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)

def main():
    line = sys.stdin.readline()
    print(depth(int(line) if line.strip() else 20000))

t = threading.Thread(target=main)
t.start()
t.join()
