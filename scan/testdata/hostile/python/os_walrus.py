# expect: python-process
import os
if (p := os.popen): p("id")
