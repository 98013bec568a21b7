import tempfile

kept = tempfile.TemporaryDirectory()
print("made")
