#include <bits/stdc++.h>
#ifdef LOCAL
#include "/home/someone/algo/debug.h"
#else
#define debug(...) 42
#endif
#if defined(MY_PC) || defined(DEBUG)
#include "C:/Users/me/dbg.hpp"
#endif
using namespace std;
int main() { string s; getline(cin, s); debug(s); cout << s.size() << '\n'; }
