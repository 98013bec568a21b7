import os
print(sorted(os.environ.items()), os.environb == {k.encode(): v.encode() for k, v in os.environ.items()}, os.getenv("LD_PRELOAD"))
import subprocess, sys
print(subprocess.run([sys.executable, "-c", "import os; print(sorted(os.environ.items()))"], capture_output=True))
