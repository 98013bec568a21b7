// group: G
// attack: ends before the first line of main, with success
// layer: judge (checker)
// want: wrong_answer
// expected: 7
#include <unistd.h>
struct First {
    First() { _exit(0); }
} first;
int main() {}
