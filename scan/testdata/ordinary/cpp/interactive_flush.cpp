#include <iostream>
using namespace std;
int main() { int lo = 1, hi = 100, q = 0; while (lo < hi) { int m = (lo + hi + 1) / 2; cout << "? " << m << endl; string r; if (!(cin >> r)) break; if (r == "<") hi = m - 1; else lo = m; if (++q > 20) break; } cout << "! " << lo << endl; fflush(stdout); }
