#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
#include <assert.h>
#define MAX 100
typedef struct node { int v; struct node *next; } node;
int cmp(const void *a, const void *b) { return *(int *)a - *(int *)b; }
int main(int argc, char **argv)
{
    int a[MAX], n = 0; node *h = NULL;
    while (n < MAX && scanf("%d", &a[n]) == 1) n++;
    if (!n) { a[0] = 3; a[1] = 1; n = 2; }
    qsort(a, n, sizeof(int), cmp);
    for (int i = 0; i < n; i++) { node *p = (node *)malloc(sizeof *p); p->v = a[i]; p->next = h; h = p; }
    while (h) { node *t = h->next; printf("%d ", h->v); free(h); h = t; }
    printf("%.2f\n", sqrt(2.0)); assert(argc >= 1); (void)argv; exit(0);
}
