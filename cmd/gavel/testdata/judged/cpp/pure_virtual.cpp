// want: runtime_error uncaught:terminate
struct Shape {
    Shape() { draw(); }
    void draw() { fill(); }
    virtual void fill() = 0;
};

struct Circle : Shape {
    void fill() override {}
};

int main() { Circle circle; }
