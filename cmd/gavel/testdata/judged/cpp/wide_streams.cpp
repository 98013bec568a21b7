// want: accepted
// stdin: Größe 世
// expected: 7 Größe 世
#include <clocale>
#include <cwchar>
#include <iostream>
#include <string>

int main() {
    std::setlocale(LC_ALL, "");
    std::wstring line;
    std::getline(std::wcin, line);
    std::wcout << line.size() << L' ';
    std::wprintf(L"%ls\n", line.c_str());
}
