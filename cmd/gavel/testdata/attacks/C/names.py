# group: C
# attack: learns the host's name and domain
# layer: UTS namespace
# want: accepted
# held: hostname, domain
import os


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)


check("hostname", os.uname().nodename == "gavel", os.uname())
try:
    import ctypes

    name = ctypes.create_string_buffer(390)
    ctypes.CDLL(None).uname(name)
    domain = name.raw[325:].split(b"\0")[0]
except OSError:
    domain = b""
check("domain", domain in (b"", b"(none)"), domain)
