# want: runtime_error exit:1
# What only looks like an exception is none.
raise SystemExit("ZeroDivisionError: division by zero")
