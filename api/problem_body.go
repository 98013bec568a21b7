package api

import "gavel/judge"

// Bounds of a stored problem's texts, in bytes.
const (
	maxTitle     = 1 << 10
	maxStatement = 1 << 20
)

// problem reads the body of PUT /problems/{id}. What it returns is in normal form.
func (d *decoder) problem(id string) (judge.Problem, error) {
	p := judge.Problem{ID: id}
	err := d.object(func(name string) error { return d.problemMember(&p, name) })
	if err != nil {
		return p, err
	}
	return p, p.Normalize()
}

func (d *decoder) problemMember(p *judge.Problem, name string) (err error) {
	switch name {
	case "title":
		p.Title, err = d.word(maxTitle)
	case "statement":
		p.Statement, err = d.word(maxStatement)
	case "tests":
		p.Tests, err = d.tests(d.problemTest)
	case "function":
		p.Function, err = d.function()
	case "design":
		p.Design, err = d.design()
	case "checker":
		p.Checker, err = d.checker()
	case "compare":
		p.Compare, err = d.compare()
	case "isolation":
		p.Isolation, err = d.choice()
	case "limits":
		p.Limits, err = d.limits()
	case "feedback":
		p.Feedback, err = d.choice()
	case "groups":
		err = d.notOffered(name)
	default:
		err = d.unknown("title, statement, tests, function, design, checker, compare, isolation, limits, feedback")
	}
	return err
}

// problemTest reads a test, which may be a sample.
func (d *decoder) problemTest() (test judge.Test, err error) {
	err = d.object(func(name string) (err error) {
		if name == "sample" {
			test.Sample, err = d.boolean()
			return err
		}
		return d.testMember(&test, name, ", sample")
	})
	return test, err
}
