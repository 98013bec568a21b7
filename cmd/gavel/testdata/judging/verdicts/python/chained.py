# want: runtime_error uncaught:KeyError
try:
    [].pop()
except IndexError:
    {}["missing"]
