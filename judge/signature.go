package judge

import (
	"fmt"
	"regexp"
	"slices"
)

// Function is the signature of a function problem: LeetCode's metaData. The
// function is a method of the class Solution.
type Function struct {
	Name   string  `json:"name"`
	Params []Param `json:"params"`
	Return Return  `json:"return"`
	Output *Output `json:"output,omitempty"` // nil: the result is what is returned
}

// Param is one parameter.
type Param struct {
	Name string `json:"name"`
	Type Type   `json:"type"`
}

// Return is what a function or a method returns.
type Return struct {
	Type Type `json:"type"`
}

// Output says that the result is a parameter, as the call left it.
type Output struct {
	ParamIndex int    `json:"paramindex"`     // from 0
	Size       string `json:"size,omitempty"` // "ret": only so many of its first elements as the function returned
}

// SizeReturned is the Size of an output of which the returned number of elements
// counts.
const SizeReturned = "ret"

// Design is the signature of a class-design problem. A test is a list of
// operations: the constructor, whose name is ClassName, and then methods.
type Design struct {
	ClassName   string      `json:"classname"`
	Constructor Constructor `json:"constructor"`
	Methods     []Method    `json:"methods"`
}

// Constructor is how an object of a design is made.
type Constructor struct {
	Params []Param `json:"params"`
}

// Method is one operation on an object of a design.
type Method struct {
	Name   string  `json:"name"`
	Params []Param `json:"params"`
	Return Return  `json:"return"`
}

// Cycle returns the index of the parameter that says where a cyclic list's tail
// leads: an integer with the name "pos" directly after a ListNode. It is part of
// a test's arguments and not of the call: the list before it is linked at that
// index (from 0; -1: not at all), and the function never sees it. Cycle returns
// -1 where there is no such parameter.
func (f Function) Cycle() int {
	for i := 1; i < len(f.Params); i++ {
		if f.Params[i].Name == "pos" && f.Params[i].Type.Kind == KindInteger && f.Params[i-1].Type.Kind == KindListNode {
			return i
		}
	}
	return -1
}

// Called returns the parameters that the person's function has.
func (f Function) Called() []Param {
	if cycle := f.Cycle(); cycle >= 0 {
		return slices.Delete(slices.Clone(f.Params), cycle, cycle+1)
	}
	return f.Params
}

// Result returns the type of a test's result: of the output parameter where there
// is one, else of what is returned. A list that may be cyclic cannot be written
// down, so where Cycle is not -1 a returned ListNode counts as an integer: the
// index of that node in the list it was given in, -1 for null.
func (f Function) Result() Type {
	switch {
	case f.Output != nil:
		return f.Params[f.Output.ParamIndex].Type
	case f.Cycle() >= 0 && f.Return.Type.Kind == KindListNode:
		return Type{Kind: KindInteger}
	}
	return f.Return.Type
}

// Method returns the method with the name.
func (d Design) Method(name string) (Method, bool) {
	i := slices.IndexFunc(d.Methods, func(m Method) bool { return m.Name == name })
	if i < 0 {
		return Method{}, false
	}
	return d.Methods[i], true
}

// Bounds of a signature.
const (
	maxParams  = 32
	maxMethods = 64
)

var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,63}$`)

// Validate says whether the signature can be used: names are identifiers of at
// most 64 ASCII characters, parameters have different names and are not void, the
// output is one of them. It returns nil or a *FieldError below /function.
func (f Function) Validate() error {
	if err := validName("/function/name", f.Name); err != nil {
		return err
	}
	if err := validParams("/function/params", f.Params); err != nil {
		return err
	}
	if err := validReturn("/function/return/type", f.Return.Type); err != nil {
		return err
	}
	cycle := f.Cycle()
	switch out := f.Output; {
	case out == nil:
		if cycle >= 0 && f.Return.Type.Uses(KindListNode) && f.Return.Type.Kind != KindListNode {
			return Invalid("/function/return/type", "%s cannot be written down where lists may be cyclic", f.Return.Type)
		}
	case out.ParamIndex < 0 || out.ParamIndex >= len(f.Params):
		return Invalid("/function/output/paramindex", "%d is no parameter: there are %d, counted from 0", out.ParamIndex, len(f.Params))
	case cycle >= 0 && (out.ParamIndex == cycle || f.Params[out.ParamIndex].Type.Uses(KindListNode)):
		return Invalid("/function/output/paramindex", "a list that may be cyclic cannot be the output")
	case out.Size == "":
	case out.Size != SizeReturned:
		return Invalid("/function/output/size", "%q is not known; only %q is", cut(out.Size), SizeReturned)
	case f.Return.Type.Kind != KindInteger || !f.Params[out.ParamIndex].Type.sequence():
		return Invalid("/function/output/size", "%q wants a function that returns integer and an output that is an array or a list", SizeReturned)
	}
	return nil
}

// Validate says whether the signature can be used, as that of a function, and
// whether its methods have different names. It returns nil or a *FieldError below
// /design.
func (d Design) Validate() error {
	if err := validName("/design/classname", d.ClassName); err != nil {
		return err
	}
	if err := validParams("/design/constructor/params", d.Constructor.Params); err != nil {
		return err
	}
	if len(d.Methods) == 0 || len(d.Methods) > maxMethods {
		return Invalid("/design/methods", "%d methods; want 1 to %d", len(d.Methods), maxMethods)
	}
	seen := map[string]bool{d.ClassName: true}
	for i, m := range d.Methods {
		at := fmt.Sprintf("/design/methods/%d", i)
		if err := validName(at+"/name", m.Name); err != nil {
			return err
		}
		if seen[m.Name] {
			return Invalid(at+"/name", "the name %s is there twice: an operation could be either", m.Name)
		}
		seen[m.Name] = true
		if err := validParams(at+"/params", m.Params); err != nil {
			return err
		}
		if err := validReturn(at+"/return/type", m.Return.Type); err != nil {
			return err
		}
	}
	return nil
}

func validName(at, name string) error {
	if !identifier.MatchString(name) {
		return Invalid(at, "%q is no name: want a letter or _, then letters, digits and _, at most 64 in all", cut(name))
	}
	return nil
}

func validParams(at string, params []Param) error {
	if len(params) > maxParams {
		return Invalid(at, "%d parameters, at most %d are taken", len(params), maxParams)
	}
	seen := map[string]bool{}
	for i, p := range params {
		here := fmt.Sprintf("%s/%d", at, i)
		if err := validName(here+"/name", p.Name); err != nil {
			return err
		}
		if seen[p.Name] {
			return Invalid(here+"/name", "the name %s is there twice", p.Name)
		}
		seen[p.Name] = true
		if p.Type.Kind == KindVoid || p.Type.Kind == "" {
			return Invalid(here+"/type", "a parameter has a type, and it is not void")
		}
	}
	return nil
}

func validReturn(at string, t Type) error {
	if t.Kind == "" {
		return Invalid(at, "missing; want a type, void for nothing")
	}
	return nil
}
