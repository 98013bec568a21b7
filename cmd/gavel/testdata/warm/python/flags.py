import sys
print(sys.flags, sys.warnoptions, sys.dont_write_bytecode, sys.hash_info, sys.getfilesystemencoding(), sys.getdefaultencoding())
