// group: I
// attack: asks for plugins and other programs from inside the source
// layer: compiler (such options come by its command line alone)
// want: compile_error compile | accepted
#pragma GCC plugin "/tmp/evil.so"
#pragma GCC optimize("-fplugin=/tmp/evil.so")
#pragma GCC push_options
#pragma GCC optimize("wrapper=/tmp/evil")
__attribute__((optimize("-fplugin=/tmp/evil.so"))) int f() { return 0; }
int main() { return f(); }
