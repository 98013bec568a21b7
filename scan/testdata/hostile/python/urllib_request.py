# expect: python-socket
from urllib import request as r
r.urlopen("http://10.0.0.1/")
