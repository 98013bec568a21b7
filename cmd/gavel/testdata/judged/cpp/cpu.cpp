// want: time_limit_exceeded cpu_limit
// limits: cpu_ms=300 wall_ms=30000
int main() {
    for (volatile int i = 0;; i = i + 1) {
    }
}
