import sys
for stream in sys.stdin, sys.stdout, sys.stderr:
    raw = stream.buffer.raw
    print(repr(stream), repr(stream.buffer), repr(raw), stream.encoding, stream.errors, stream.newlines, stream.line_buffering,
          stream.write_through, stream.isatty(), stream.mode, stream.name, raw.name, raw.mode, raw.closefd, stream.fileno(),
          stream.readable(), stream.writable(), stream.seekable(), raw._blksize)
print(sys.stdin is sys.__stdin__, sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__)
