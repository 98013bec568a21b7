// want: compile_error compile_memory
// A few lines that are a thousand million numbers.
#define TEN(...) __VA_ARGS__ __VA_ARGS__ __VA_ARGS__ __VA_ARGS__ __VA_ARGS__ __VA_ARGS__ __VA_ARGS__ __VA_ARGS__ __VA_ARGS__ __VA_ARGS__
int a[] = {TEN(TEN(TEN(TEN(TEN(TEN(TEN(TEN(TEN(1, )))))))))};
int main() {}
