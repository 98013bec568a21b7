package java

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// compiled are the classes of testdata/Launch.java.
func compiled(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/classes/*.class")
	if err != nil || len(files) == 0 {
		t.Fatalf("no classes in testdata: %v", err)
	}
	classes := map[string][]byte{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		classes[strings.TrimSuffix(filepath.Base(file), ".class")] = data
	}
	return classes
}

func parse(t testing.TB, data []byte) Class {
	t.Helper()
	class, err := ParseClass(data)
	if err != nil {
		t.Fatal(err)
	}
	return class
}

// What the launcher of JDK 25 does with each class was seen once, see Launch.java.
func TestLaunchable(t *testing.T) {
	refused := map[string]bool{"PrivateInit": true, "Abstract": true, "Default": true, "FaceKid": true,
		"Record3": true, "Returns": true, "Outer": true, "Outer$Inner": true}
	l := launcher{byName: map[string]Class{}}
	for name, data := range compiled(t) {
		class := parse(t, data)
		if class.Name != name {
			t.Errorf("the name in %s.class is %q", name, class.Name)
		}
		l.byName[name] = class
	}
	for name, class := range l.byName {
		if _, ok := l.candidate(class); ok == refused[name] {
			t.Errorf("%s can be launched: %v, want %v", name, ok, !refused[name])
		}
	}
}

func TestMainClass(t *testing.T) {
	files := compiled(t)
	for _, test := range []struct {
		name    string
		classes string
		types   string
		file    string
		want    string
	}{
		{"one class", "Base", "Base", "Base", "Base"},
		{"the public class first", "Base Kid", "Base Kid", "Kid", "Kid"},
		{"who has main before who inherits it", "Kid Base", "Kid Base", "Main", "Base"},
		{"the first in the source", "Base Enum1", "Enum1 Base", "Main", "Enum1"},
		{"public static main(String[]) before the file's class", "Inst Base", "Inst Base", "Inst", "Base"},
		{"the file's class before other short forms", "AbstractStatic Inst", "AbstractStatic Inst", "Inst", "Inst"},
		{"a class inside another, when there is no other", "Outer Outer$In Outer$Inner", "Outer", "Outer", "Outer$In"},
		{"a class inside another comes last", "Outer$In Outer Enum1", "Outer Enum1", "Outer", "Enum1"},
		{"none", "Returns Abstract Outer", "Returns Abstract Outer", "Returns", ""},
		{"nothing at all", "", "", "Main", ""},
		{"an interface's default method", "DefaultKid Default", "Default DefaultKid", "Main", "DefaultKid"},
		{"other letters", "Größe𝒳", "Größe𝒳", "Größe𝒳", "Größe𝒳"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var classes []Class
			for name := range strings.FieldsSeq(test.classes) {
				classes = append(classes, parse(t, files[name]))
			}
			if got := MainClass(classes, Outline{Types: strings.Fields(test.types)}, test.file); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestMainClassSurvivesImpossibleParents(t *testing.T) {
	main := []Method{{Name: "main", Descriptor: withArguments, Flags: flagStatic | flagPublic}}
	loop := []Class{{Name: "A", Super: "B", Interfaces: []string{"A", "B"}}, {Name: "B", Super: "A", Interfaces: []string{"B"}}}
	if got := MainClass(loop, Outline{}, "A"); got != "" {
		t.Errorf("got %q of classes that are their own parents", got)
	}
	for _, name := range []string{"", "-version", "@file", "a b", "a..b", "a/b", "pack.-x"} {
		if got := MainClass([]Class{{Name: name, Methods: main}}, Outline{}, "A"); got != "" {
			t.Errorf("%q would go to the launcher", got)
		}
	}
	if got := MainClass([]Class{{Name: "pack.age.A", Methods: main}, {Name: "pack.age.B", Methods: main}}, Outline{Types: []string{"B", "A"}}, "A"); got != "pack.age.A" {
		t.Errorf("got %q, want the file's class in its package", got)
	}
}

func TestParseClassRefusesDamage(t *testing.T) {
	good := compiled(t)["Record3"]
	for size := range len(good) / 2 { // its methods stand in the second half
		if _, err := ParseClass(good[:size]); err == nil {
			t.Errorf("%d of %d bytes are taken for a class", size, len(good))
		}
	}
	for name, damage := range map[string]string{
		"magic number":  "\xca\xfe\xba\xbf",
		"unknown tag":   "\xca\xfe\xba\xbe\x00\x00\x00\x45\x00\x02\x02\x00\x00\x00\x00",
		"index too big": "\xca\xfe\xba\xbe\x00\x00\x00\x45\x00\x01\x00\x21\x00\x09\x00\x00\x00\x00\x00\x00\x00\x00",
		"wrong kind":    "\xca\xfe\xba\xbe\x00\x00\x00\x45\x00\x02\x01\x00\x01A\x00\x21\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00",
	} {
		if _, err := ParseClass([]byte(damage)); err == nil || !strings.HasPrefix(err.Error(), "parse class: ") {
			t.Errorf("%s: got error %v", name, err)
		}
	}
}

func FuzzParseClass(f *testing.F) {
	for _, data := range compiled(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		class, err := ParseClass(data)
		if err != nil {
			return
		}
		name := MainClass([]Class{class}, Outline{}, "Main")
		if name != "" && (name != class.Name || !validName(name)) {
			t.Errorf("%q is to be launched, of class %q", name, class.Name)
		}
	})
}
