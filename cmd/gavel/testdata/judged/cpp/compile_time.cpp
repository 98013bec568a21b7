// want: compile_error compile_time
// flags: -fconstexpr-ops-limit=2000000000 -fconstexpr-loop-limit=2000000000
constexpr bool spin() {
    bool b = false;
    while (true) b = !b;
    return b;
}
static_assert(spin());
int main() {}
