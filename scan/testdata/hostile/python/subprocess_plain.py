# expect: python-process
import subprocess
subprocess.run(["sh", "-c", "id"])
