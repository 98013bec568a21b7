# want: compile_error compile
print("hello
