package api

import "gavel/judge"

// Bounds of short strings, in bytes.
const (
	maxWord = 256  // ids, names, kinds
	maxFlag = 1024 // one compiler flag
)

// submission reads one submission. What it returns has exactly one of Stdin and
// Tests set; its limits are as asked.
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
	case seen["stdin"] && seen["tests"]:
		return sub, judge.Invalid(base+"/stdin", "send either stdin or tests, not both")
	case !seen["stdin"] && !seen["tests"]:
		sub.Stdin = &judge.Text{}
	}
	return sub, below(base, sub.Checker.Validate())
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
		sub.Tests, err = d.tests()
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
	case "problem", "function", "design", "compare", "callback":
		err = d.notOffered(name)
	default:
		err = d.unknown("language, code, stdin, tests, limits, checker, compiler_flags, stop_on_failure, runs")
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

func (d *decoder) tests() ([]judge.Test, error) {
	var tests []judge.Test
	err := d.array(d.limit.MaxTests, func(int) error {
		test, err := d.test()
		tests = append(tests, test)
		return err
	})
	if err == nil && len(tests) == 0 {
		err = judge.Invalid(d.here(), "want at least one test; leave tests out for one run without a comparison")
	}
	return tests, err
}

func (d *decoder) test() (test judge.Test, err error) {
	err = d.object(func(name string) (err error) {
		switch name {
		case "name":
			test.Name, err = d.word(maxWord)
		case "stdin":
			test.Stdin, err = d.text(d.limit.MaxTestBytes)
		case "expected":
			test.Expected, err = d.optionalText()
		case "args", "operations":
			err = d.notOffered(name)
		default:
			err = d.unknown("name, stdin, expected")
		}
		return err
	})
	return test, err
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
			if checker.Kind, err = d.word(maxWord); checker.Kind == "custom" {
				err = d.notOffered("custom checkers")
			}
		case "absolute":
			checker.Absolute, err = d.optionalNumber()
		case "relative":
			checker.Relative, err = d.optionalNumber()
		case "language", "code", "protocol", "args":
			err = d.notOffered("custom checkers")
		default:
			err = d.unknown("kind, absolute, relative")
		}
		return err
	})
	return checker, err
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
