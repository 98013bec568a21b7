# group: E
# attack: fetches an address by the libraries that people know
# layer: seccomp
# want: accepted
# limits: cpu_ms=6000
# held: urllib, http, ftp, asyncio, xmlrpc
import asyncio
import ftplib
import http.client
import urllib.request
import xmlrpc.client


def attempt(what, step):
    try:
        got = step()
    except (OSError, ValueError) as e:
        print("held", what, e)
    else:
        print("BREACH", what, got)


attempt("urllib", lambda: urllib.request.urlopen("http://127.0.0.1:8080/healthz", timeout=2))
attempt("http", lambda: http.client.HTTPConnection("127.0.0.1", 8080, timeout=2).request("GET", "/"))
attempt("ftp", lambda: ftplib.FTP("127.0.0.1", timeout=2))
attempt("asyncio", lambda: asyncio.run(asyncio.open_connection("127.0.0.1", 8080)))
attempt("xmlrpc", lambda: xmlrpc.client.ServerProxy("http://127.0.0.1:8080").system.listMethods())
