# The second run must find nothing of the first.
import builtins, gc, os, resource, signal, sys
print(hasattr(builtins, "trace"), os.listdir("/tmp"), os.environ.get("TRACE"), os.getcwd(), signal.getsignal(signal.SIGUSR1))
print([name for name in os.listdir("/proc") if name.isdigit() and name != str(os.getpid())], sys.getrecursionlimit(), os.umask(0))
builtins.trace = os.environ["TRACE"] = "x"
open("/tmp/trace", "w").close()
os.mkdir("/tmp/folder", 0)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
sys.setrecursionlimit(123)
os.lseek(0, 0, 2)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        signal.pause()
    os._exit(0)
