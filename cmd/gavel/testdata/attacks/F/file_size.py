# group: F
# attack: grows a file past the limit without minding the signal
# layer: mount (size), rlimit (fsize)
# want: accepted
# limits: memory_bytes=268435456
# held: grown, truncated
import os


def attempt(what, step):
    try:
        got = step()
    except (OSError, ValueError) as e:
        print("held", what, e)
    else:
        print("BREACH", what, got)


def grow():
    with open("/tmp/large", "wb", buffering=0) as f:
        while True:
            if f.write(b"x" * (1 << 20)) < 1 << 20:
                raise OSError("short write")
            if f.tell() > 128 << 20:
                return f.tell()


attempt("grown", grow)
attempt("truncated", lambda: os.truncate("/tmp/large", 1 << 50))
