// want: runtime_error uncaught:int
int main() { throw 13; }
