# expect: python-kernel
import os
os.memfd_create("x")
