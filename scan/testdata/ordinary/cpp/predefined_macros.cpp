#include <cstdio>
#if defined(__GNUC__) && !defined(__clang__)
#define CC "gcc"
#else
#define CC "other"
#endif
#if __has_include(<bits/stdc++.h>)
#include <bits/stdc++.h>
#endif
#if __cplusplus >= 202002L
#define STD 20
#elif __cplusplus >= 201703L
#define STD 17
#else
#define STD 11
#endif
int main() { printf("%s %d\n", CC, STD); }
