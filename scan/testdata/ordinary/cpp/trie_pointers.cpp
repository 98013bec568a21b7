#include <cstdio>
#include <cstdlib>
struct T { T* c[26]; int e; };
T* mk() { return (T*)calloc(1, sizeof(T)); }
void ins(T* t, const char* s) { for (; *s; s++) { if (!t->c[*s - 'a']) t->c[*s - 'a'] = mk(); t = t->c[*s - 'a']; } t->e++; }
int count(T* t) { int r = t->e; for (T* k : t->c) if (k) r += count(k); return r; }
int main() { T* r = mk(); ins(r, "car"); ins(r, "card"); ins(r, "car"); printf("%d\n", count(r)); }
