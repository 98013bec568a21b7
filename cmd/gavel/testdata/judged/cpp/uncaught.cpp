// want: runtime_error uncaught:std::out_of_range
#include <vector>
int main() { return std::vector<int>(3).at(7); }
