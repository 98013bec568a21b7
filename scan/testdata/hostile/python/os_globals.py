# expect: python-process
import os
globals()["os"].popen("id")
