// want: accepted
// expected: hello 3
// The newer forms of main.
void main() {
    IO.println("hello " + three());
}

int three() {
    return 3;
}
