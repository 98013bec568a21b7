# want: runtime_error uncaught:ExceptionGroup
raise ExceptionGroup("two of them", [ValueError("a"), ZeroDivisionError("b")])
