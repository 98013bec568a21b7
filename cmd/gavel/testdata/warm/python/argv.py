import sys
print(sys.argv, sys.orig_argv, sys.executable, sys.path, sys.prefix, sys.exec_prefix, sys.base_prefix, sys._xoptions)
