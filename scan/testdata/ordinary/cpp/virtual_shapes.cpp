#include <iostream>
#include <memory>
#include <vector>
struct Shape { virtual ~Shape() = default; virtual double area() const = 0; };
struct Sq final : Shape { double a; explicit Sq(double a) : a(a) {} double area() const override { return a * a; } };
struct Ci : Shape { double r; Ci(double r) : r(r) {} double area() const override { return 3 * r * r; } };
int main() { std::vector<std::unique_ptr<Shape>> v; v.push_back(std::make_unique<Sq>(2)); v.emplace_back(new Ci(1)); double t = 0; for (const auto& s : v) t += s->area(); std::cout << t << "\n"; }
