"""This file talks about import ctypes, socket.socket() and subprocess.run()."""
# import socket; os.system("rm -rf /")
messages = ["import ctypes", 'os.popen("ls")', "__import__('socket')"]
help_text = '''
import subprocess
subprocess.call(["sh"])
'''
for m in messages:
    print(len(m), m.count("o"))
print(help_text.count("\n"))  # ctypes.CDLL
