#include <iostream>
#include <functional>
using namespace std;
int socket(int x) { return x + 1; }
void connect(int a, int b) { cout << a << "-" << b << "\n"; }
struct Net { void bind(int p) { port = p; } void listen() {} int accept() { return port; } void send(int) {} int port = 0; };
struct Stack { int top = 3; int popen() { return top--; } void exec() { cout << "exec\n"; } };
int fork_count = 1, syscall_no = 2;
int main() { Net n; n.bind(80); n.listen(); connect(socket(1), n.accept()); Stack s; cout << s.popen(); s.exec(); auto f = std::bind(socket, 4); cout << f() + fork_count + syscall_no << endl; }
