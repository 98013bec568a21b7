import subprocess, sys
print(subprocess.run([sys.executable, "-c", "print(6 * 7); import sys; sys.exit(2)"], capture_output=True, text=True))
