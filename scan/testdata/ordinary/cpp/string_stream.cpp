#include <sstream>
#include <iostream>
#include <string>
#include <map>
int main() { std::map<std::string, int> m; std::string l, w; while (std::getline(std::cin, l)) { std::istringstream is(l); while (is >> w) m[w]++; } if (m.empty()) m["none"]; std::ostringstream o; for (auto& p : m) o << p.first << ":" << p.second << ","; std::cout << o.str() << "\n"; }
