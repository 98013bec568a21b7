#include <random>
#include <iostream>
#include <memory>
struct N { int k; unsigned p; std::unique_ptr<N> l, r; };
using U = std::unique_ptr<N>;
U merge(U a, U b) { if (!a) return b; if (!b) return a; if (a->p > b->p) { a->r = merge(std::move(a->r), std::move(b)); return a; } b->l = merge(std::move(a), std::move(b->l)); return b; }
std::pair<U, U> split(U t, int k) { if (!t) return {}; if (t->k < k) { auto [a, b] = split(std::move(t->r), k); t->r = std::move(a); return {std::move(t), std::move(b)}; } auto [a, b] = split(std::move(t->l), k); t->l = std::move(b); return {std::move(a), std::move(t)}; }
void show(const U& t) { if (t) { show(t->l); std::cout << t->k << ' '; show(t->r); } }
int main() { std::mt19937 rng(1); U t; for (int x : {5, 1, 8, 3}) { auto [a, b] = split(std::move(t), x); t = merge(merge(std::move(a), U(new N{x, (unsigned)rng(), {}, {}})), std::move(b)); } show(t); std::cout << '\n'; }
