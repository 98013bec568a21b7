# group: L
# attack: none: an interpreter of its own, a pipe to it and its exit code
# layer: passes; it is the scan that refuses it
# want: accepted
# limits: cpu_ms=4000
# expected: HELLO 3
import subprocess
import sys

ended = subprocess.run([sys.executable, "-c", "print(input().upper()); raise SystemExit(3)"], input="hello\n", text=True, capture_output=True)
print(ended.stdout.strip(), ended.returncode)
