# -*- coding: unicode_escape -*-
# group: I
# attack: an encoding that lets the compiler see another program than the scan does
# layer: none is needed: the jail is the same for any program
# want: compile_error compile | accepted
# \x0aprint("another program")
