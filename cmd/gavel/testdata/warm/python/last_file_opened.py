kept = open("/tmp/kept", "w")
kept.write("not flushed")
print(open("/tmp/kept").read() == "", flush=True)
