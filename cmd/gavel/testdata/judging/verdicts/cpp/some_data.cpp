// want: accepted
// A table of 40 MiB in the program itself.
char data[40 << 20] = {1};
int main() { return data[1]; }
