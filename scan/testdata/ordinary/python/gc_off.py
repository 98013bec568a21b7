import gc, sys, signal, faulthandler
gc.disable()
faulthandler.enable()
signal.signal(signal.SIGTERM, lambda *a: sys.exit(1))
print(sum(int(x) for x in sys.stdin.read().split()), gc.isenabled())
