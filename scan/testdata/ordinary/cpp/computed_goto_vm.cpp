#include <cstdio>
int main() { static void* ops[] = {&&push, &&add, &&halt}; int code[] = {0, 2, 0, 40, 1, 2}, st[9], sp = 0, pc = 0; goto *ops[code[pc++]];
 push: st[sp++] = code[pc++]; goto *ops[code[pc++]]; add: sp--; st[sp - 1] += st[sp]; goto *ops[code[pc++]]; halt: printf("%d\n", st[0]); }
