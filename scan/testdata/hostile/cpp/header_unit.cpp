// expect: cpp-include-path
import "/etc/passwd";
int main() {}
