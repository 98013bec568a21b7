# group: D
# attack: changes limits, signal masks, umask and name for the next test
# layer: gavel-init (a new process for each test)
# want: accepted
# stdin: leave
# stdin: look
# held: nofile, core, umask, blocked, ignored, cwd, timer
import os
import resource
import signal


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)


if input() == "leave":
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.setitimer(signal.ITIMER_REAL, 0.2, 0.2)
    os.mkdir("/tmp/here")
    os.chdir("/tmp/here")
    os.umask(0o777)
    print("left")
else:
    check("nofile", resource.getrlimit(resource.RLIMIT_NOFILE) == (256, 256))
    check("core", resource.getrlimit(resource.RLIMIT_CORE) == (1, 1))
    check("umask", os.umask(0) == 0o022)
    check("blocked", not signal.pthread_sigmask(signal.SIG_BLOCK, []))
    check("ignored", signal.getsignal(signal.SIGTERM) == signal.SIG_DFL)
    check("cwd", os.getcwd() == "/tmp")
    check("timer", signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0))
