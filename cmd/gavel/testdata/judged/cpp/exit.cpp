// want: runtime_error exit:3
int main() { return 3; }
