// group: I
// attack: templates that instantiate without end, two at every level
// layer: compiler (depth), limits of the build
// want: compile_error compile*
template <int Depth, int Which> struct Node {
    Node<Depth - 1, Which * 2> left;
    Node<Depth - 1, Which * 2 + 1> right;
};
template <int Which> struct Node<0, Which> {};
int main() { return sizeof(Node<40, 0>); }
