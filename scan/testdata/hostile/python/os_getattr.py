# expect: python-process
import os
getattr(os, "po" + "pen")("id")
