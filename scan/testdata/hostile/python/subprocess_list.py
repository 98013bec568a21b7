# expect: python-process
import os, sys, subprocess as sp, re
