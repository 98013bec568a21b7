import sys
total = 1 + \
    2 + \
    3
text = "one " \
       'two'
if total == 6 and \
        text: print(total, text, \
              len(sys.stdin.read()))
