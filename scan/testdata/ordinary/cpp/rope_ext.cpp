#include <ext/rope>
#include <ext/numeric>
#include <iostream>
int main() { __gnu_cxx::rope<char> r("hello"); r.insert(2, "XX"); std::cout << r << " " << __gnu_cxx::power(3, 5) << "\n"; }
