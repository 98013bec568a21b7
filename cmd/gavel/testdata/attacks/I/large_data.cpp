// group: I
// attack: a few words that become gigabytes of program
// layer: rlimit (fsize), mount (size of the program directory)
// want: compile_error compile*
static char large[1l << 31] = {1};
int main(int, char **argv) { return large[argv[0][0]]; }
