# expect: python-process
import os
os.__getattribute__("popen")("id")
