#include <iostream>
#include <string>
#include <vector>
class Account { std::string owner; double balance = 0; static int count; public: explicit Account(std::string o) : owner(std::move(o)) { ++count; } void deposit(double x) { if (x <= 0) throw 1; balance += x; } friend std::ostream& operator<<(std::ostream& o, const Account& a) { return o << a.owner << ": " << a.balance; } static int total() { return count; } };
int Account::count = 0;
int main() { std::vector<Account> v; v.reserve(2); v.emplace_back("ann"); v.emplace_back("bob"); v[0].deposit(5); for (auto& a : v) std::cout << a << '\n'; std::cout << Account::total() << '\n'; }
