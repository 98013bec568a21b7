#include <ext/pb_ds/assoc_container.hpp>
#include <ext/pb_ds/tree_policy.hpp>
#include <iostream>
using namespace __gnu_pbds;
typedef tree<int, null_type, std::less<int>, rb_tree_tag, tree_order_statistics_node_update> ost;
int main() { ost t; for (int x : {5, 1, 9, 3}) t.insert(x); int x; while (std::cin >> x) t.insert(x); std::cout << *t.find_by_order(1) << " " << t.order_of_key(4) << "\n"; }
