#include <regex>
#include <iostream>
int main() { std::string s = "socket(AF_INET) 12 + 30"; std::regex re(R"((\d+))"); int t = 0; for (std::sregex_iterator i(s.begin(), s.end(), re), e; i != e; ++i) t += std::stoi((*i)[1]); std::cout << t << '\n'; }
