# want: runtime_error uncaught:EOFError
input()
input()
