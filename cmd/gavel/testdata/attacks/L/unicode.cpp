// group: L
// attack: none: locales, wide characters, text beyond ASCII
// layer: passes
// want: accepted
// stdin: grüße
// expected: grüße 5
#include <clocale>
#include <codecvt>
#include <iostream>
#include <locale>
#include <string>
int main() {
    std::setlocale(LC_ALL, "C.UTF-8");
    std::string text;
    std::cin >> text;
    std::wstring wide(16, 0);
    std::size_t length = std::mbstowcs(wide.data(), text.c_str(), wide.size());
    std::cout << text << ' ' << length << '\n';
}
