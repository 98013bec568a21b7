# want: time_limit_exceeded cpu_limit
# limits: cpu_ms=400 wall_ms=30000
# One operation that never returns to the interpreter.
import re

re.match(r"(a+)+$", "a" * 64 + "b")
