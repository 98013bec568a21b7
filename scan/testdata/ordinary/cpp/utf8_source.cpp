#include <iostream>
#include <string>
// коммент: socket(AF_INET) 日本語
int main() { std::string größe = "naïve – 日本"; std::cout << größe.size() << (int)u8"é"[0] << '\n'; }
