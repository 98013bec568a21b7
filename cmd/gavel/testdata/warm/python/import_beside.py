import sys
sys.path.insert(0, "/tmp")
open("/tmp/beside.py", "w").write("value = 5\n")
import beside
print(beside, beside.value)
import main
print(main.__name__, main is sys.modules["__main__"])
