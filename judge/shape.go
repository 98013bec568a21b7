package judge

import "fmt"

// shape is the type of a result: one value, or, of a design, one per operation.
type shape struct {
	one        Type
	many       []Type   // nil: one
	operations []string // their names
}

func (s shape) read(n *normalizer) error {
	if s.many == nil {
		return n.value(s.one)
	}
	n.blanks()
	if !n.open() {
		return n.wrong("want an array with one result for each operation")
	}
	return n.elements(len(s.many), func(i int) error {
		n.comma(i)
		return n.value(s.many[i])
	})
}

// answers reads what a test expects: a value, or for any_of an array of them.
func (s shape) answers(n *normalizer, kind string) error {
	if kind != CompareAnyOf {
		return s.read(n)
	}
	n.blanks()
	if !n.open() {
		return n.wrong("want an array of answers, as the comparison is any_of")
	}
	start := len(n.out)
	err := n.elements(-1, func(i int) error {
		n.comma(i)
		return s.read(n)
	})
	if err == nil && len(n.out) == start+1 {
		err = n.fault("want at least one answer")
	}
	return err
}

// Typed tells whether the tests are those of a function or a design.
func (s Submission) Typed() bool { return s.Function != nil || s.Design != nil }

// shape is that of a test's result.
func (s Submission) shape(test Test) shape {
	if s.Function != nil {
		return shape{one: s.Function.Result()}
	}
	types := make([]Type, len(test.Operations))
	types[0] = Type{Kind: KindVoid} // the constructor
	for i, name := range test.Operations[1:] {
		method, there := s.Design.Method(name)
		if !there {
			panic(fmt.Sprintf("operation %d, %q, was not validated", i+1, name))
		}
		types[i+1] = method.Return.Type
	}
	return shape{many: types, operations: test.Operations}
}
