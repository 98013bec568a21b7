# want: runtime_error uncaught:ZeroDivisionError
print(1 // 0)
