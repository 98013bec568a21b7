# group: D
# attack: leaves processes that outlive the test, in sessions of their own, some stopped
# layer: gavel-init (kills all), pid namespace
# want: accepted
# stdin: leave
# stdin: look
# held: processes, silence
import os
import signal
import time


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)


if input() == "leave":
    for n in range(8):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                for s in range(1, 32):
                    if s not in (signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD):
                        signal.signal(s, signal.SIG_IGN)
                if n % 2:
                    os.kill(os.getpid(), signal.SIGSTOP)
                while True:
                    time.sleep(1)
                    os.write(1, b"BREACH a daemon of the test before\n")
            os._exit(0)
    print("left")
else:
    time.sleep(1.2)
    others = [n for n in os.listdir("/proc") if n.isdigit() and int(n) != os.getpid()]
    check("processes", not others, others)
    check("silence", True)
