#include <bits/stdc++.h>
using namespace std;
struct S {};
int count;
int undeclared() { return missing; }
int syntax() { int a = ; }
int no_return(int a) { if (a) return 1; }
void no_compare(vector<S> v) { sort(v.begin(), v.end()); }
void no_key(map<S, int> m) { m[S()] = 1; }
void no_hash(unordered_map<S, int> m) { m[S()] = 1; }
void no_random_access(list<int> l) { ranges::sort(l); }
void no_element(tuple<int> t) { get<3>(t); }
void no_copy(unique_ptr<int> p) { auto q = p; }
void no_output() { cout << S(); }
void ambiguous() { count++; }
void overloaded() { int a = size; }
void no_format() { format("{:d}", "x"); }
void no_alternative(variant<int> v) { get<string>(v); }
void no_argument() { thread t(undeclared, 1); }
void narrowed() { int x{3.5}; char c = 1000; }
void misspelt() { vecotr<int> v; std::strnig s; }
void unchangeable(set<int> s) { *s.begin() = 3; }
void constant(const vector<int> v) { v.push_back(3); }
void removed() { char b[9]; gets(b); auto_ptr<int> p; }
void format_of_c() { printf("%s", 3); }
template <> struct std::hash<int> {};
template <> void std::vector<int>::push_back(const int&) {}
template <int N> struct F { static const int v = F<N - 1>::v; };
int endless = F<5>::v;
#define INT_MAX 5
static_assert(INT_MAX > 5);
int last = __COUNTER__ + also_missing;
