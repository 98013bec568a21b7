class Buffer:
    def __init__(self):
        self.data = bytearray(4)

    def __buffer__(self, flags):
        return memoryview(self.data)

    def __release_buffer__(self, view):
        print("released")

kept = memoryview(Buffer())
