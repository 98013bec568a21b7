# expect: python-host-file
open("/proc/self/mem", "r+b")
