package java

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestOutline(t *testing.T) {
	for _, test := range []struct {
		name, source string
		want         Outline
		class        string // for the default Main
	}{
		{"nothing", "", Outline{}, "Main"},
		{"public class", "public class A {}", Outline{Types: []string{"A"}, Public: "A"}, "A"},
		{"modifiers in any order", "final strictfp public class A {}", Outline{Types: []string{"A"}, Public: "A"}, "A"},
		{"package and imports", "package a.b; import static java.lang.Math.*; import module java.base; public class A {}", Outline{Types: []string{"A"}, Public: "A"}, "A"},
		{"no public", "class A {} interface B {}", Outline{Types: []string{"A", "B"}}, "Main"},
		{"public comes second", "class A { } public record B<T>(int x) { }", Outline{Types: []string{"A", "B"}, Public: "B"}, "B"},
		{"nested public", "class A { public class B {} public static class C {} }", Outline{Types: []string{"A"}}, "Main"},
		{"every kind", "enum E { X { } } @interface N { int v() default 1; } sealed interface I permits J {} non-sealed class J implements I {} public abstract class K {}", Outline{Types: []string{"E", "N", "I", "J", "K"}, Public: "K"}, "K"},
		{"public annotation type", "public @interface N {}", Outline{Types: []string{"N"}, Public: "N"}, "N"},
		{"annotations", `@A @B.C(x = {1, 2}, y = @D(")")) @SuppressWarnings({"class X {", "}"}) public class A {}`, Outline{Types: []string{"A"}, Public: "A"}, "A"},
		{"comments", "/* public class B {} */ // public class C {}\npublic /* x */ class // y\n A {}", Outline{Types: []string{"A"}, Public: "A"}, "A"},
		{"strings", `class B { String s = "} public class C {"; char c = '"', d = '\''; } public class A {}`, Outline{Types: []string{"B", "A"}, Public: "A"}, "A"},
		{"escaped quotes", `class B { String s = "\"} public class C {\\"; } public class A {}`, Outline{Types: []string{"B", "A"}, Public: "A"}, "A"},
		{"text block", "class B { String s = \"\"\"\n } \" \"\" \\\"\"\" public class C {\n\"\"\"; } public class A {}", Outline{Types: []string{"B", "A"}, Public: "A"}, "A"},
		{"unicode escapes", `p\u0075blic cl\uuuu0061ss \u0041\u0062 {}`, Outline{Types: []string{"Ab"}, Public: "Ab"}, "Ab"},
		{"escaped surrogates", `public class \ud835\udcb3 {}`, Outline{Types: []string{"𝒳"}, Public: "𝒳"}, "𝒳"},
		{"an escape opens a comment", `\u002f* public class B {} *\u002f public class A {}`, Outline{Types: []string{"A"}, Public: "A"}, "A"},
		{"no escape after two backslashes", `class B { String s = "\\u0022"; } public class A {}`, Outline{Types: []string{"B", "A"}, Public: "A"}, "A"},
		{"escaped backslash before a quote", `class B { String s = "\u005c" } public class C {"; } public class A {}`, Outline{Types: []string{"B", "A"}, Public: "A"}, "A"},
		{"other letters", "public class Größe_1$ {}", Outline{Types: []string{"Größe_1$"}, Public: "Größe_1$"}, "Größe_1$"},
		{"compact", "void main() { IO.println(1); }", Outline{Compact: true}, "Main"},
		{"compact with types", "int[] x = {1, 2}, y = {3};\npublic class A {}\n<T> T f(T t) { return t; }", Outline{Types: []string{"A"}, Public: "A", Compact: true}, "Main"},
		{"compact with a class Main", "void main() {} record Main(int x) {} class Main_ {}", Outline{Types: []string{"Main", "Main_"}, Compact: true}, "Main__"},
		{"compact, class object after a body", "Object o = new Object() { public class B {} }.getClass();\nrecord R(int x) {}", Outline{Types: []string{"R"}, Compact: true}, "Main"},
		{"record as a name", "record = 3;", Outline{Compact: true}, "Main"},
		{"semicolons", ";; class A {}; public class B {};", Outline{Types: []string{"A", "B"}, Public: "B"}, "B"},
		{"stray brackets", "} ) ] public class A {", Outline{Types: []string{"A"}, Public: "A"}, "A"},
		{"unclosed string", "class B { String s = \"abc\n} public class A {}", Outline{Types: []string{"B", "A"}, Public: "A"}, "A"},
		{"unclosed everything", `public class A { /* " ' `, Outline{Types: []string{"A"}, Public: "A"}, "A"},
		{"name missing", "public class {} class", Outline{}, "Main"},
		{"name too long for a file", "public class " + strings.Repeat("x", 250) + " {}", Outline{Types: []string{strings.Repeat("x", 250)}, Public: strings.Repeat("x", 250)}, "Main"},
		{"path in the name", "public class ../../etc/x {}", Outline{}, "Main"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := Read([]byte(test.source))
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
			if class := got.ClassName("Main"); class != test.class {
				t.Errorf("the class is %q, want %q", class, test.class)
			}
		})
	}
}

// Whatever the source, its file has a plain name in the program directory.
func FuzzOutline(f *testing.F) {
	f.Add([]byte("package a; @B(\"}\") public class C { String s = \"\"\"\n\"\"\"; }"))
	f.Add([]byte(`\u0070ublic record \ud835\udcb3() {} void main() {}`))
	f.Add([]byte("\xff'\\\n\"\"\"\\"))
	f.Fuzz(func(t *testing.T, source []byte) {
		name := Read(source).ClassName("Main")
		if !isIdentifier(name) || strings.ContainsAny(name, "/.-@\x00") || !utf8.ValidString(name) || len(name) > maxClassName && name[:4] != "Main" {
			t.Errorf("%q is no name for a file", name)
		}
	})
}

func TestWithoutPackage(t *testing.T) {
	for source, want := range map[string]string{
		"package a.b;\nclass A {}":               "            \nclass A {}",
		"/* package x; */ package a ; class A":   "/* package x; */             class A",
		"package\na;class A":                     "       \n  class A",
		"class A { String s = \"package a;\"; }": "class A { String s = \"package a;\"; }",
		"import a.b;":                            "import a.b;",
		"":                                       "",
		"package":                                "package",
	} {
		if got := string(WithoutPackage([]byte(source))); got != want {
			t.Errorf("%q: got %q, want %q", source, got, want)
		}
	}
}
