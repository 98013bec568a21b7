// simulates fork(), exec() and kill() of an operating systems course
#include <iostream>
#include <queue>
#include <string>
struct Process { int pid, left; void kill() { left = 0; } void exec(const std::string& s) { std::cout << pid << " exec " << s << "\n"; } };
int main() { std::queue<Process> q; q.push({1, 3}); q.push({2, 1}); while (!q.empty()) { auto p = q.front(); q.pop(); p.exec("tick"); if (--p.left > 0) q.push(p); else p.kill(); } }
