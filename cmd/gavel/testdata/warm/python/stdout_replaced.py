import io, sys
sys.stdout = io.StringIO()
print("swallowed")
sys.__stdout__.write("kept\n")
