package judge

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Normalize checks all that a submission says of its signature and its tests, and
// brings the values of typed tests into the one form in which they are passed on
// and compared. A submission is normalized once, when it arrives. The error is a
// *FieldError.
func (s *Submission) Normalize() error {
	if err := s.validateIsolation(); err != nil {
		return err
	}
	if !s.Typed() {
		return s.untyped()
	}
	if err := s.signature(); err != nil {
		return err
	}
	switch {
	case s.Stdin != nil:
		return Invalid("/stdin", "a function or a design has tests with args, and no stdin")
	case s.Checker != (Checker{}):
		return Invalid("/checker", "results of a function or a design are compared as the field compare says")
	case len(s.Tests) == 0:
		return Invalid("/tests", "missing; a function or a design is run by its tests")
	}
	for i := range s.Tests {
		if err := s.normalizeTest(fmt.Sprintf("/tests/%d", i), &s.Tests[i]); err != nil {
			return err
		}
	}
	return nil
}

// signature checks the signature and how its results are compared.
func (s *Submission) signature() error {
	if s.Function != nil && s.Design != nil {
		return Invalid("/design", "send either function or design, not both")
	}
	if s.Design != nil {
		if err := s.Design.Validate(); err != nil {
			return err
		}
		return s.Compare.Validate()
	}
	if err := s.Function.Validate(); err != nil {
		return err
	}
	if err := s.Compare.Validate(); err != nil {
		return err
	}
	result := s.Function.Result()
	if kind := s.Compare.Kind; (kind == CompareUnordered || kind == CompareUnorderedDeep) && !result.sequence() {
		return Invalid("/compare/kind", "%s wants a result that is an array or a list; this one is %s", kind, result)
	}
	return nil
}

// untyped makes sure that a submission without a signature has nothing that
// belongs to one.
func (s *Submission) untyped() error {
	if s.Compare != (Compare{}) {
		return Invalid("/compare", "belongs to a function or a design; the output of other programs is compared as checker says")
	}
	for i, test := range s.Tests {
		at := fmt.Sprintf("/tests/%d", i)
		switch {
		case test.Operations != nil:
			return Invalid(at+"/operations", "belongs to a design, and there is none")
		case test.Args != nil:
			return Invalid(at+"/args", "belongs to a function or a design, and there is none")
		case test.Want != nil:
			n := normalizer{in: test.Want}
			return Invalid(at+"/expected", `want a string or {"base64": "…"}, got %s`, n.found())
		}
	}
	return s.Checker.Validate()
}

// normalizeTest brings one test into normal form.
func (s *Submission) normalizeTest(at string, test *Test) error {
	if len(test.Stdin) > 0 {
		return Invalid(at+"/stdin", "a function or a design has args in the place of stdin")
	}
	if test.Args == nil {
		return Invalid(at+"/args", "missing; want an array")
	}
	var err error
	if s.Function != nil {
		err = s.Function.normalizeArgs(at, test)
	} else {
		err = s.Design.normalizeCalls(at, test)
	}
	if err != nil {
		return err
	}
	return s.normalizeWant(at+"/expected", test)
}

func (f *Function) normalizeArgs(at string, test *Test) error {
	if test.Operations != nil {
		return Invalid(at+"/operations", "belongs to a design, and this is a function")
	}
	if len(test.Args) != len(f.Params) {
		return Invalid(at+"/args", "%s, want %d: %s", plural(len(test.Args), "argument"), len(f.Params), names(f.Params))
	}
	for i, param := range f.Params {
		if err := normalizeAt(fmt.Sprintf("%s/args/%d", at, i), &test.Args[i], func(n *normalizer) error { return n.value(param.Type) }); err != nil {
			return err
		}
	}
	if cycle := f.Cycle(); cycle >= 0 {
		return checkCycle(fmt.Sprintf("%s/args/%d", at, cycle), test.Args[cycle-1], test.Args[cycle])
	}
	return nil
}

// checkCycle makes sure that a list's tail leads to a node that is there.
func checkCycle(at string, list, pos json.RawMessage) error {
	nodes := 0
	if len(list) > len("[]") {
		nodes = bytes.Count(list, []byte{','}) + 1
	}
	var index int
	if err := json.Unmarshal(pos, &index); err != nil {
		return Invalid(at, "%v", err)
	}
	if index < -1 || index >= nodes {
		return Invalid(at, "%d is no node of a list of %d; want -1 for no cycle, or an index from 0", index, nodes)
	}
	return nil
}

// names lists parameters for a message.
func names(params []Param) string {
	list := make([]string, len(params))
	for i, p := range params {
		list[i] = p.Type.String() + " " + p.Name
	}
	if len(list) == 0 {
		return "[]"
	}
	return strings.Join(list, ", ")
}

func (d *Design) normalizeCalls(at string, test *Test) error {
	operations := test.Operations
	switch {
	case len(operations) == 0:
		return Invalid(at+"/operations", "missing; want the names of operations, first %q", d.ClassName)
	case operations[0] != d.ClassName:
		return Invalid(at+"/operations/0", "%q; the first operation is the constructor, %q", cut(operations[0]), d.ClassName)
	case len(test.Args) != len(operations):
		return Invalid(at+"/args", "%s for %s; want one array of arguments for each operation",
			plural(len(test.Args), "array"), plural(len(operations), "operation"))
	}
	for i, name := range operations {
		params := d.Constructor.Params
		if i > 0 {
			method, there := d.Method(name)
			if !there {
				return Invalid(fmt.Sprintf("%s/operations/%d", at, i), "%q is no method of %s", cut(name), d.ClassName)
			}
			params = method.Params
		}
		here := fmt.Sprintf("%s/args/%d", at, i)
		if err := normalizeAt(here, &test.Args[i], func(n *normalizer) error { return readArguments(n, name, params) }); err != nil {
			return err
		}
	}
	return nil
}

// readArguments reads the array of one operation's arguments.
func readArguments(n *normalizer, name string, params []Param) error {
	n.blanks()
	if !n.open() {
		return n.wrong("want an array with the arguments of " + name)
	}
	return n.elements(len(params), func(i int) error {
		n.comma(i)
		return n.value(params[i].Type)
	})
}

func (s *Submission) normalizeWant(at string, test *Test) error {
	if test.Expected != nil { // a string was read as a text: what it is for was not known yet
		quoted, err := quote(*test.Expected)
		if err != nil {
			return Invalid(at, "%v", err)
		}
		test.Want, test.Expected = quoted, nil
	}
	if test.Want == nil {
		return nil
	}
	shape := s.shape(*test)
	return normalizeAt(at, &test.Want, func(n *normalizer) error {
		n.special = true
		return shape.answers(n, s.Compare.Kind)
	})
}

// normalizeAt replaces a value by its normal form.
func normalizeAt(at string, value *json.RawMessage, read func(*normalizer) error) error {
	n := normalizer{in: *value, out: make([]byte, 0, len(*value))}
	err := read(&n)
	if err == nil {
		err = n.end()
	}
	if fault, ok := errors.AsType[*valueError](err); ok {
		return Invalid(fault.pointer(at), "%s", fault.detail)
	}
	*value = slices.Clip(n.out)
	return err
}

// quote writes a text as a string of JSON.
func quote(text Text) (json.RawMessage, error) {
	data, err := text.MarshalJSON()
	if err == nil && data[0] != '"' {
		err = fmt.Errorf("want a string in UTF-8")
	}
	return data, err
}
