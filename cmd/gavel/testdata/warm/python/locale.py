import locale, os
print(locale.getlocale(), locale.setlocale(locale.LC_ALL, None), locale.getpreferredencoding(), os.device_encoding(0))
print(locale.setlocale(locale.LC_ALL, ""), "ä".encode(), open("/tmp/x", "w").encoding)
