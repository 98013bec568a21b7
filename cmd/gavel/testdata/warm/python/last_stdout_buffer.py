import sys

write = sys.stdout.buffer.write

def louder(data):
    return write(data.upper())

print("quiet")
sys.stdout.buffer.write = louder
