// want: runtime_error uncaught:terminate
// A thread that nobody joined.
#include <thread>
int main() { std::thread([] {}); }
