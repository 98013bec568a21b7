import io

kept = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)))
kept.write("not flushed\n")
