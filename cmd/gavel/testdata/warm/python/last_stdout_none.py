import sys

print("written")
sys.stdout = None
