package api

import (
	"bytes"
	"encoding/json"

	"gavel/judge"
)

// Bounds of short strings, in bytes.
const (
	maxWord = 256  // ids, names, kinds
	maxFlag = 1024 // one compiler flag
)

// maxOperations bounds the operations of one test, and so its arrays of arguments.
const maxOperations = 100_000

// submission reads one submission. What it returns has exactly one of Stdin, Tests
// and Problem set; its limits are as asked and its tests in normal form.
func (d *decoder) submission() (sub judge.Submission, err error) {
	seen := map[string]bool{}
	err = d.object(func(name string) error {
		seen[name] = true
		return d.member(&sub, name)
	})
	if err != nil {
		return sub, err
	}
	base := d.here()
	switch {
	case !seen["language"]:
		return sub, judge.Invalid(base+"/language", "missing; want an id from GET /languages")
	case !seen["code"]:
		return sub, judge.Invalid(base+"/code", "missing; want the source as a string")
	case seen["problem"]:
		return sub, besideProblem(base, sub.Problem, seen)
	case seen["stdin"] && seen["tests"]:
		return sub, judge.Invalid(base+"/stdin", "send either stdin or tests, not both")
	case !seen["stdin"] && !seen["tests"] && !sub.Typed():
		sub.Stdin = &judge.Text{}
	}
	return sub, below(base, sub.Normalize())
}

// besideProblem refuses what a stored problem brings by itself.
func besideProblem(base, problem string, seen map[string]bool) error {
	if problem == "" {
		return judge.Invalid(base+"/problem", "empty; want the id of a stored problem")
	}
	for _, name := range []string{"stdin", "tests", "function", "design", "checker", "compare", "isolation", "limits"} {
		if seen[name] {
			return judge.Invalid(base+"/"+name, "the problem has its own; send either problem or %s", name)
		}
	}
	return nil
}

// member reads the value of one member of a submission.
func (d *decoder) member(sub *judge.Submission, name string) (err error) {
	switch name {
	case "language":
		sub.Language, err = d.word(maxWord)
	case "code":
		sub.Code, err = d.text(d.limit.MaxCode)
	case "stdin":
		sub.Stdin, err = d.optionalText()
	case "tests":
		sub.Tests, err = d.tests(d.test)
	case "limits":
		sub.Limits, err = d.limits()
	case "checker":
		sub.Checker, err = d.checker()
	case "compiler_flags":
		sub.CompilerFlags, err = d.flags()
	case "stop_on_failure":
		sub.StopOnFailure, err = d.boolean()
	case "runs":
		sub.Runs, err = d.runs()
	case "problem":
		sub.Problem, err = d.word(maxWord)
	case "function":
		sub.Function, err = d.function()
	case "design":
		sub.Design, err = d.design()
	case "compare":
		sub.Compare, err = d.compare()
	case "isolation":
		sub.Isolation, err = d.choice()
	case "callback":
		err = d.notOffered(name)
	default:
		err = d.unknown("language, code, stdin, tests, problem, function, design, compare, isolation, limits, checker, compiler_flags, stop_on_failure, runs")
	}
	return err
}

func (d *decoder) notOffered(what string) error {
	return judge.Invalid(d.here(), "this server does not offer %q yet", what)
}

func (d *decoder) optionalText() (*judge.Text, error) {
	text, err := d.text(d.limit.MaxTestBytes)
	if err != nil {
		return nil, err
	}
	return &text, nil
}

func (d *decoder) tests(read func() (judge.Test, error)) ([]judge.Test, error) {
	var tests []judge.Test
	err := d.array(d.limit.MaxTests, func(int) error {
		test, err := read()
		tests = append(tests, test)
		return err
	})
	if err == nil && len(tests) == 0 {
		err = judge.Invalid(d.here(), "want at least one test; leave tests out for one run without a comparison")
	}
	return tests, err
}

func (d *decoder) test() (test judge.Test, err error) {
	err = d.object(func(name string) error { return d.testMember(&test, name, "") })
	return test, err
}

// testMember reads the value of one member of a test; more names what else there
// may be.
func (d *decoder) testMember(test *judge.Test, name, more string) (err error) {
	switch name {
	case "name":
		test.Name, err = d.word(maxWord)
	case "stdin":
		test.Stdin, err = d.text(d.limit.MaxTestBytes)
	case "args":
		test.Args, err = d.values()
	case "operations":
		test.Operations, err = d.words(maxOperations)
	case "expected":
		err = d.expected(test)
	default:
		err = d.unknown("name, stdin, args, operations, expected" + more)
	}
	return err
}

// expected reads an answer: a text, or, for a function or a design, which may
// come after it, any value. A string can be either, and is read as a text.
func (d *decoder) expected(test *judge.Test) (err error) {
	if kind := d.json.PeekKind(); kind == '"' || kind == '{' {
		test.Expected, err = d.optionalText()
		return err
	}
	test.Want, err = d.value(d.limit.MaxTestBytes)
	return err
}

// values reads an array of values whose types are not known yet, of at most
// MaxTestBytes in all.
func (d *decoder) values() ([]json.RawMessage, error) {
	values, left := []json.RawMessage{}, d.limit.MaxTestBytes
	err := d.array(maxOperations, func(int) error {
		value, err := d.value(left)
		left -= int64(len(value))
		values = append(values, value)
		return err
	})
	return values, err
}

// value reads any value, of at most so many bytes. It is kept as it came.
func (d *decoder) value(most int64) (json.RawMessage, error) {
	raw, err := d.json.ReadValue()
	if err != nil {
		return nil, d.fault(err)
	}
	if int64(len(raw)) > most {
		return nil, oversize(d.here(), len(raw), most)
	}
	return json.RawMessage(bytes.Clone(raw)), nil
}

func (d *decoder) words(most int) ([]string, error) {
	words := []string{}
	err := d.array(most, func(int) error {
		word, err := d.word(maxWord)
		words = append(words, word)
		return err
	})
	return words, err
}

func (d *decoder) limits() (limits judge.Limits, err error) {
	err = d.object(func(name string) (err error) {
		switch name {
		case "cpu_ms":
			limits.CPUMillis, err = d.positive()
		case "wall_ms":
			limits.WallMillis, err = d.positive()
		case "memory_bytes":
			limits.MemoryBytes, err = d.positive()
		case "output_bytes":
			limits.OutputBytes, err = d.positive()
		case "processes":
			limits.Processes, err = d.positive()
		default:
			err = d.unknown("cpu_ms, wall_ms, memory_bytes, output_bytes, processes")
		}
		return err
	})
	return limits, err
}

func (d *decoder) checker() (checker judge.Checker, err error) {
	err = d.object(func(name string) (err error) {
		switch name {
		case "kind":
			checker.Kind, err = d.choice()
		case "absolute":
			checker.Absolute, err = d.optionalNumber()
		case "relative":
			checker.Relative, err = d.optionalNumber()
		default:
			err = d.custom(&checker.Custom, name)
		}
		return err
	})
	return checker, err
}

// custom reads a member of a custom checker.
func (d *decoder) custom(custom **judge.Custom, name string) (err error) {
	if *custom == nil {
		*custom = &judge.Custom{}
	}
	switch c := *custom; name {
	case "language":
		c.Language, err = d.word(maxWord)
	case "code":
		c.Code, err = d.text(d.limit.MaxCode)
	case "protocol":
		c.Protocol, err = d.choice()
	case "args":
		c.Args, err = d.flags()
	default:
		err = d.unknown("kind, absolute, relative, language, code, protocol, args")
	}
	return err
}

func (d *decoder) optionalNumber() (*float64, error) {
	x, err := d.finite()
	if err != nil {
		return nil, err
	}
	return &x, nil
}

func (d *decoder) flags() ([]string, error) {
	var flags []string
	err := d.array(d.limit.MaxFlags, func(int) error {
		flag, err := d.word(maxFlag)
		flags = append(flags, flag)
		return err
	})
	return flags, err
}

func (d *decoder) runs() (int, error) {
	n, err := d.positive()
	if err == nil && n > int64(d.limit.MaxRuns) {
		err = overLimit(d.here(), "%d runs, more than the %d that this server allows", n, d.limit.MaxRuns)
	}
	return int(n), err
}
