# expect: python-socket
import http.client
