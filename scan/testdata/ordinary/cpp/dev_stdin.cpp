#include <fstream>
#include <iostream>
#include <string>
int main() { std::ifstream in("/dev/stdin"); std::string s; int n = 0; while (std::getline(in, s)) n++; std::cout << n << "\n"; }
