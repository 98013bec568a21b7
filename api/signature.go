package api

import (
	"strconv"

	"gavel/judge"
)

// A signature is LeetCode's own metadata. Members that only matter to languages
// and pages that are not here are read over.

// function reads the signature of a function.
func (d *decoder) function() (*judge.Function, error) {
	f := &judge.Function{Params: []judge.Param{}}
	at, seen, err := d.members(func(name string) (err error) {
		switch name {
		case "name":
			f.Name, err = d.word(maxWord)
		case "params":
			f.Params, err = d.params()
		case "return":
			f.Return, err = d.returned()
		case "output":
			f.Output, err = d.output()
		case "manual", "languages", "note", "judge", "id", "variables", "systemdesign":
			err = d.pass()
		default:
			err = d.unknown("name, params, return, output")
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return f, missing(at, seen, "name", "params", "return")
}

// design reads the signature of a class.
func (d *decoder) design() (*judge.Design, error) {
	c := &judge.Design{Constructor: judge.Constructor{Params: []judge.Param{}}}
	at, seen, err := d.members(func(name string) (err error) {
		switch name {
		case "classname":
			c.ClassName, err = d.word(maxWord)
		case "constructor":
			c.Constructor, err = d.constructor()
		case "methods":
			err = d.array(d.limit.MaxTests, func(int) error {
				method, err := d.method()
				c.Methods = append(c.Methods, method)
				return err
			})
		case "systemdesign", "manual", "languages", "maxbytesperline", "params", "return", "name", "note", "judge", "id", "variables":
			err = d.pass()
		default:
			err = d.unknown("classname, constructor, methods")
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return c, missing(at, seen, "classname", "constructor", "methods")
}

func (d *decoder) constructor() (judge.Constructor, error) {
	c := judge.Constructor{Params: []judge.Param{}}
	_, _, err := d.members(func(name string) (err error) {
		switch name {
		case "params":
			c.Params, err = d.params()
		case "name", "return", "dealloc":
			err = d.pass()
		default:
			err = d.unknown("params")
		}
		return err
	})
	return c, err
}

func (d *decoder) method() (judge.Method, error) {
	m := judge.Method{Params: []judge.Param{}}
	at, seen, err := d.members(func(name string) (err error) {
		switch name {
		case "name":
			m.Name, err = d.word(maxWord)
		case "params":
			m.Params, err = d.params()
		case "return":
			m.Return, err = d.returned()
		case "dealloc":
			err = d.pass()
		default:
			err = d.unknown("name, params, return")
		}
		return err
	})
	if err != nil {
		return m, err
	}
	return m, missing(at, seen, "name", "return")
}

func (d *decoder) params() ([]judge.Param, error) {
	params := []judge.Param{}
	err := d.array(d.limit.MaxTests, func(int) error {
		param, err := d.param()
		params = append(params, param)
		return err
	})
	return params, err
}

func (d *decoder) param() (param judge.Param, err error) {
	at, seen, err := d.members(func(name string) (err error) {
		switch name {
		case "name":
			param.Name, err = d.word(maxWord)
		case "type":
			param.Type, err = d.typeName()
		case "dealloc", "lengthcap", "size", "colsize", "note":
			err = d.pass()
		default:
			err = d.unknown("name, type")
		}
		return err
	})
	if err != nil {
		return param, err
	}
	return param, missing(at, seen, "name", "type")
}

func (d *decoder) returned() (returned judge.Return, err error) {
	at, seen, err := d.members(func(name string) (err error) {
		switch name {
		case "type":
			returned.Type, err = d.typeName()
		case "dealloc", "size", "colsize", "lengthcap", "note":
			err = d.pass()
		default:
			err = d.unknown("type")
		}
		return err
	})
	if err != nil {
		return returned, err
	}
	return returned, missing(at, seen, "type")
}

func (d *decoder) output() (*judge.Output, error) {
	out := &judge.Output{}
	at, seen, err := d.members(func(name string) (err error) {
		switch name {
		case "paramindex":
			out.ParamIndex, err = d.index()
		case "size":
			out.Size, err = d.word(maxWord)
		case "colsize", "dealloc", "note":
			err = d.pass()
		default:
			err = d.unknown("paramindex, size")
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, missing(at, seen, "paramindex")
}

func (d *decoder) typeName() (judge.Type, error) {
	name, err := d.word(maxWord)
	if err != nil {
		return judge.Type{}, err
	}
	t, err := judge.ParseType(name)
	if err != nil {
		return t, judge.Invalid(d.here(), "%v", err)
	}
	return t, nil
}

// compare reads how results are compared.
func (d *decoder) compare() (compare judge.Compare, err error) {
	err = d.object(func(name string) (err error) {
		switch name {
		case "kind":
			compare.Kind, err = d.choice()
		case "absolute":
			compare.Absolute, err = d.optionalNumber()
		case "relative":
			compare.Relative, err = d.optionalNumber()
		default:
			err = d.custom(&compare.Custom, name)
		}
		return err
	})
	return compare, err
}

// members reads an object, tells where it is and which members it has.
func (d *decoder) members(member func(name string) error) (at string, seen map[string]bool, err error) {
	seen = map[string]bool{}
	err = d.object(func(name string) error {
		seen[name] = true
		return member(name)
	})
	return d.here(), seen, err
}

func missing(at string, seen map[string]bool, names ...string) error {
	for _, name := range names {
		if !seen[name] {
			return judge.Invalid(at+"/"+name, "missing")
		}
	}
	return nil
}

// pass reads over a value that does not matter.
func (d *decoder) pass() error {
	_, err := d.value(maxFlag)
	return err
}

// index reads an integer from 0.
func (d *decoder) index() (int, error) {
	if d.json.PeekKind() != '0' {
		return 0, d.wrongType("an integer from 0")
	}
	raw, err := d.json.ReadValue()
	if err != nil {
		return 0, d.fault(err)
	}
	n, err := strconv.ParseUint(string(raw), 10, 16)
	if err != nil {
		return 0, judge.Invalid(d.here(), "want an integer from 0, got %.40s", raw)
	}
	return int(n), nil
}
