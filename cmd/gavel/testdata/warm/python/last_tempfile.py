import os
import tempfile

kept = tempfile.NamedTemporaryFile()
kept.write(b"x")
print(os.path.exists(kept.name))
