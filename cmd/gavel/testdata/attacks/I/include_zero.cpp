// group: I
// attack: includes a device that never ends
// layer: memory cgroup, time limit of the build
// want: compile_error compile* 
#include "/dev/zero"
int main() {}
