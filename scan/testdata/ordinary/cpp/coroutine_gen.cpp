#include <coroutine>
#include <iostream>
struct Gen { struct promise_type { int v; Gen get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; } std::suspend_always initial_suspend() { return {}; } std::suspend_always final_suspend() noexcept { return {}; } std::suspend_always yield_value(int x) { v = x; return {}; } void return_void() {} void unhandled_exception() {} }; std::coroutine_handle<promise_type> h; };
Gen squares(int n) { for (int i = 0; i < n; i++) co_yield i * i; }
int main() { auto g = squares(5); while (g.h.resume(), !g.h.done()) std::cout << g.h.promise().v << ' '; g.h.destroy(); std::cout << '\n'; }
