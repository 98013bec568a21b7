import io

class Kept(io.BytesIO):
    def close(self):
        print("closed")
        super().close()

kept = Kept(b"x")
