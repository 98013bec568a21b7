#include <stdio.h>
#include <string.h>
int z[100];
int main(void) { const char *s = "aabcaabxaaaz"; int n = (int)strlen(s); for (int i = 1, l = 0, r = 0; i < n; i++) { if (i < r) z[i] = r - i < z[i - l] ? r - i : z[i - l]; while (i + z[i] < n && s[z[i]] == s[i + z[i]]) z[i]++; if (i + z[i] > r) l = i, r = i + z[i]; } for (int i = 0; i < n; i++) printf("%d ", z[i]); puts(""); return 0; }
