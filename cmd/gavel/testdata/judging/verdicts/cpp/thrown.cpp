// want: runtime_error uncaught:Unlucky
#include <stdexcept>
struct Unlucky : std::runtime_error {
    using std::runtime_error::runtime_error;
};
int main() { throw Unlucky("13: and more words"); }
