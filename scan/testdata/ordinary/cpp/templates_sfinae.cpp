#include <type_traits>
#include <iostream>
#include <string>
template <typename T, typename = void> struct has_size : std::false_type {};
template <typename T> struct has_size<T, std::void_t<decltype(std::declval<T>().size())>> : std::true_type {};
template <typename... A> auto sum(A... a) { return (a + ... + 0); }
template <class T> std::enable_if_t<std::is_integral_v<T>, const char*> kind(T) { return "int"; }
int main() { std::cout << has_size<std::string>::value << has_size<int>() << sum(1, 2, 3) << kind(3L) << '\n'; }
