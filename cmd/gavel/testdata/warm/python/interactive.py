import sys, code
print(hasattr(sys, "ps1"), sys.flags.interactive, sys.flags.inspect)
code.interact(banner="", exitmsg="", local={})
