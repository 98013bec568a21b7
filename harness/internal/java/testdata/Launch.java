// The classes of testdata/classes, made by: javac -g:none -d classes Launch.java
// Next to each, what the launcher of JDK 25 does with it.

class Base { public static void main(String[] a) { System.out.println("base"); } }                    // runs
class Kid extends Base {}                                                                             // runs
class Inst { void main() { System.out.println("inst"); } }                                            // runs
class InstArgs { void main(String[] a) {} static void main() {} }                                     // runs main(String[])
class PrivateInit { private PrivateInit() {} void main() {} }                                         // no constructor
class PrivateMain { private static void main(String[] a) {} void main() {} }                          // runs main()
abstract class Abstract { void main() {} }                                                            // cannot be instantiated
abstract class AbstractStatic { static void main() {} }                                               // runs
interface Face { static void main(String[] a) {} }                                                    // runs
interface Default { default void main() {} }                                                          // cannot be instantiated
class DefaultKid implements Default {}                                                                // runs
class FaceKid implements Face {}                                                                      // main method not found
enum Enum1 { A; public static void main(String[] a) {} }                                              // runs
record Record1(int x) { static void main() {} }                                                       // runs
record Record2() { void main() {} }                                                                   // runs
record Record3(long x, double y) { void main() {} }                                                   // no constructor
class Returns { static int main(String[] a) { return 1; } }                                           // main method not found
class KidNo extends Base { static void main() {} }                                                    // runs the parent's main(String[])
class PrivateKid extends PrivateMain { }                                                              // runs the parent's main()
class Outer { static class In { public static void main(String[] a) {} } class Inner { void main() {} } } // In runs, Inner and Outer do not
class Größe𝒳 { static void main(String[] a) { Runnable r = () -> System.out.println(a.length); r.run(); } } // runs
