// want: compile_error compile_output
#define SAY _Pragma("message(\"the same words again, the same words again, the same words again, the same words again, the same words again, the same words again, the same words again, the same words again, \")")
#define TEN(x) x x x x x x x x x x
TEN(TEN(TEN(SAY)))
int main() {}
