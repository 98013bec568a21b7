# want: compile_error compile
if True:
	x = 1
        y = 2
