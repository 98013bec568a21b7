// group: I
// attack: includes a file of the host, to read it in the messages
// layer: mount
// want: compile_error compile
#include "/var/tmp/gavel-attack/secret"
int main() {}
