// want: compile_error compile_memory
// flags: -ftemplate-depth=100000000
template <class A, int N> struct Grow { using T = typename Grow<Grow<A, N>, N + 1>::T; };
int main() { Grow<int, 0>::T x; }
