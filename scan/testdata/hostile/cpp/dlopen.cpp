// expect: cpp-dlopen
extern "C" void* dlopen(const char*, int);
int main() { dlopen("libm.so.6", 2); }
