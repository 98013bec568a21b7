# expect: python-process
import os
q = os
run = q.popen
run("id")
