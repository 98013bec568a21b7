quit(9)
