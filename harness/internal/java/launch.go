package java

import (
	"cmp"
	"slices"
	"strings"
)

// maxParents bounds the walk through a class's parents, which keeps the whole
// search linear; nobody inherits main from further away.
const maxParents = 256

const (
	withArguments    = "([Ljava/lang/String;)V"
	withoutArguments = "()V"
)

// MainClass returns the name of the class to launch, "" where no class has a
// main method that the launcher of JDK 25 takes. A public static
// main(String[]) goes before every other form; then the class that the file is
// named after, a class that has main before one that inherits it, and the order
// of the source.
func MainClass(classes []Class, outline Outline, fileClass string) string {
	l := launcher{byName: map[string]Class{}}
	for _, class := range classes {
		l.byName[class.Name] = class
	}
	var best *candidate
	for _, class := range classes {
		c, ok := l.candidate(class)
		if !ok {
			continue
		}
		c.place(outline, fileClass)
		if best == nil || c.compare(*best) < 0 {
			best = &c
		}
	}
	if best == nil {
		return ""
	}
	return best.name
}

// candidate is a class that can be launched; of two, the one that compares less
// is to be launched.
type candidate struct {
	name      string
	form      int // 0: public static main(String[]), 1: any other
	file      int // 0: the file is named after it
	inherited int // 1: main is a parent's
	order     int // in the source
}

func (c candidate) compare(d candidate) int {
	return cmp.Or(cmp.Compare(c.form, d.form), cmp.Compare(c.file, d.file),
		cmp.Compare(c.inherited, d.inherited), cmp.Compare(c.order, d.order), cmp.Compare(c.name, d.name))
}

// place notes where the class stands in its source. Classes inside others come
// after all that are not.
func (c *candidate) place(outline Outline, fileClass string) {
	simple := c.name[strings.LastIndexByte(c.name, '.')+1:]
	if simple != fileClass {
		c.file = 1
	}
	if c.order = slices.Index(outline.Types, simple); c.order < 0 {
		c.order = len(outline.Types)
	}
}

type launcher struct{ byName map[string]Class }

// candidate follows the launch protocol: main(String[]) if there is one, else
// main(); an instance method needs a class that can be made without arguments.
func (l launcher) candidate(class Class) (candidate, bool) {
	if !validName(class.Name) {
		return candidate{}, false
	}
	main, owner := l.find(class, withArguments)
	if main == nil {
		main, owner = l.find(class, withoutArguments)
	}
	if main == nil || main.Flags&flagStatic == 0 && !class.constructible() {
		return candidate{}, false
	}
	c := candidate{name: class.Name, form: 1}
	if main.Descriptor == withArguments && main.Flags&flagStatic != 0 && main.Flags&flagPublic != 0 {
		c.form = 0
	}
	if owner != class.Name {
		c.inherited = 1
	}
	return c, true
}

// find looks for main in a class, its superclasses, and then, for an instance
// method, in their interfaces.
func (l launcher) find(class Class, descriptor string) (main *Method, owner string) {
	seen := map[string]bool{}
	var interfaces []string
	for at, ok := class, true; ok && !seen[at.Name] && len(seen) < maxParents; at, ok = l.lookUp(at.Super) {
		seen[at.Name] = true
		if m := at.main(descriptor); m != nil {
			return m, at.Name
		}
		interfaces = append(interfaces, at.Interfaces...)
	}
	for len(interfaces) > 0 && len(seen) < maxParents {
		at, ok := l.lookUp(interfaces[0])
		interfaces = interfaces[1:]
		if !ok || seen[at.Name] {
			continue
		}
		seen[at.Name] = true
		if m := at.main(descriptor); m != nil && m.Flags&flagStatic == 0 {
			return m, at.Name
		}
		interfaces = append(interfaces, at.Interfaces...)
	}
	return nil, ""
}

func (l launcher) lookUp(name string) (Class, bool) {
	class, ok := l.byName[name]
	return class, ok
}

// main returns the class's own main method that can be called from outside.
func (c Class) main(descriptor string) *Method {
	for i, m := range c.Methods {
		if m.Name == "main" && m.Descriptor == descriptor && m.Flags&(flagPrivate|flagAbstract) == 0 {
			return &c.Methods[i]
		}
	}
	return nil
}

func (c Class) constructible() bool {
	if c.Flags&(flagAbstract|flagInterface) != 0 {
		return false
	}
	return slices.ContainsFunc(c.Methods, func(m Method) bool {
		return m.Name == "<init>" && m.Descriptor == withoutArguments && m.Flags&flagPrivate == 0
	})
}

// validName keeps out what the launcher could take for an option or a file:
// nothing that javac writes.
func validName(name string) bool {
	for part := range strings.SplitSeq(name, ".") {
		if !isIdentifier(part) {
			return false
		}
	}
	return true
}
