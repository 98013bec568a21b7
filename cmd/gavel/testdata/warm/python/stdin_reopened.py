print(open("/dev/stdin").read())
with open("/dev/stdout", "w") as out:
    out.write("by its name\n")
