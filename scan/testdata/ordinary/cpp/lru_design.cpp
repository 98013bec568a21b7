#include <list>
#include <unordered_map>
#include <iostream>
class LRUCache { size_t cap; std::list<std::pair<int, int>> l; std::unordered_map<int, std::list<std::pair<int, int>>::iterator> m;
public: LRUCache(int c) : cap(c) {} int get(int k) { auto it = m.find(k); if (it == m.end()) return -1; l.splice(l.begin(), l, it->second); return it->second->second; }
  void put(int k, int v) { if (get(k) != -1) { l.front().second = v; return; } l.emplace_front(k, v); m[k] = l.begin(); if (l.size() > cap) { m.erase(l.back().first); l.pop_back(); } } };
int main() { LRUCache c(2); c.put(1, 1); c.put(2, 2); std::cout << c.get(1); c.put(3, 3); std::cout << c.get(2) << '\n'; }
