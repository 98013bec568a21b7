# expect: python-dynamic-import
name = "".join(chr(c) for c in (99, 116, 121, 112, 101, 115))
__import__(name)
