#include <iostream>
#include <cstdlib>
using namespace std;
int main() { int a = 1, b = 2; cin >> a >> b; cout << a + b << endl; if (system("pause")) {} return 0; }
