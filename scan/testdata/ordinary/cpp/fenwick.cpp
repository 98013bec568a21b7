#include <cstdio>
#include <vector>
struct BIT { std::vector<long long> t; explicit BIT(int n) : t(n + 1) {} void add(size_t i, long long v) { for (; i < t.size(); i += i & -i) t[i] += v; } long long sum(int i) { long long s = 0; for (; i > 0; i -= i & -i) s += t[i]; return s; } };
int main() { BIT b(100); int x; while (scanf("%d", &x) == 1) if (x > 0 && x <= 100) b.add(x, 1); b.add(50, 3); printf("%lld\n", b.sum(100)); }
