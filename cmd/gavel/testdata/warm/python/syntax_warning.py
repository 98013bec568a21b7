x = "\d"
print(x is "\d")
