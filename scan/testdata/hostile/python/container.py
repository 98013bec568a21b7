# missed: a module passed through a container
import os
tools = [os, 1]
tools[0].popen("id")
