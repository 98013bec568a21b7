import sys
print("\udc80\udcff")
sys.stderr.write("\udc80\ud800\n")
print("\ud800")
