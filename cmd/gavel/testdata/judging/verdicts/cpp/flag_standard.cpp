// want: compile_error compile
// flags: -std=c++11
auto twice(auto x) { return x + x; }
int main() { return twice(0); }
