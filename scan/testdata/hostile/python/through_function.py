# missed: a module returned from a function
import os
def get(): return os
get().popen("id")
