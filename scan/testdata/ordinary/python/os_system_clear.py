import os, sys
os.system("cls" if os.name == "nt" else "true")
print("menu", len(sys.stdin.read()))
