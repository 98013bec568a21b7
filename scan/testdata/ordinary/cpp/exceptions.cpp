#include <stdexcept>
#include <iostream>
#include <string>
struct Bad : std::runtime_error { using runtime_error::runtime_error; };
int parse(const std::string& s) try { return std::stoi(s); } catch (const std::invalid_argument&) { throw Bad("bad " + s); }
int main() { for (auto s : {"12", "x"}) try { std::cout << parse(s) << '\n'; } catch (const Bad& e) { std::cout << e.what() << '\n'; } catch (...) { return 1; } }
