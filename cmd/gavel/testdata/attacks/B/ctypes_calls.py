# group: B
# attack: system calls from Python, past every module that a scan would name
# layer: seccomp
# want: accepted
# held: unshare, ptrace, bpf, io_uring, userfaultfd, keyctl, mount, memfd, socket, splice
import ctypes


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)


libc = ctypes.CDLL(None, use_errno=True)
for name, number, argument in (
    ("unshare", 272, 0x10000000), ("ptrace", 101, 0), ("bpf", 321, 0), ("io_uring", 425, 1), ("userfaultfd", 323, 0),
    ("keyctl", 250, 0), ("mount", 165, 0), ("memfd", 319, 0), ("socket", 41, 38), ("splice", 275, 0),
):
    got = libc.syscall(number, argument, 0, 0, 0, 0)
    check(name, got == -1 and ctypes.get_errno() in (1, 38, 97), (got, ctypes.get_errno()))
