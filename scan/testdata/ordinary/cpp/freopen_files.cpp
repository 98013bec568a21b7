#include <cstdio>
#include <cstring>
int main() {
#ifndef ONLINE_JUDGE
    // freopen("input.txt", "r", stdin);
#endif
    if (FILE* f = fopen("input.txt", "r")) { fclose(f); if (!freopen("input.txt", "r", stdin)) return 1; }
    char s[100] = "none"; (void)scanf("%99s", s); printf("%zu\n", strlen(s));
}
