package judge

import (
	"context"
	"fmt"
)

// How the tests of a function or a design are kept apart.
const (
	IsolationProcess     = "process"      // each in a process of its own; the default
	IsolationClassLoader = "class_loader" // in one process, each in a class loader of its own, where the language has those
)

func (s *Submission) validateIsolation() error {
	switch {
	case s.Isolation == "" || s.Isolation == IsolationProcess:
		return nil
	case s.Isolation != IsolationClassLoader:
		return Invalid("/isolation", "%q is not known; use %s or %s", cut(s.Isolation), IsolationProcess, IsolationClassLoader)
	case !s.Typed():
		return Invalid("/isolation", "%s is for functions and designs; a whole program has a process for each test", s.Isolation)
	}
	return nil
}

// shares tells whether one process is to take all tests. Tests that are run
// several times, or checked by a program, have processes of their own all the same.
func (j *judging) shares() bool {
	s := j.job.Submission
	return s.Isolation == IsolationClassLoader && j.program.Shared != nil && s.Runs <= 1 && s.custom() == nil
}

// runShared is runTests with one process for all tests. What fails there is run
// again alone, see tellShared. After a process has ended, another one takes the
// tests that are left.
func (j *judging) runShared(ctx context.Context) error {
	for cases := j.job.Submission.Cases(); len(cases) > 0; {
		outcomes, err := j.runMany(ctx, cases)
		if err != nil {
			return err
		}
		for i, outcome := range outcomes {
			told, err := j.tellShared(ctx, cases[i], outcome)
			if err != nil {
				return err
			}
			if j.enter(told, cases[i+1:]) {
				return nil
			}
		}
		cases = cases[len(outcomes):]
	}
	return nil
}

// runMany gives one process the tests, one after the other.
func (j *judging) runMany(ctx context.Context, cases []Test) ([]Outcome, error) {
	if err := j.ready(ctx); err != nil {
		return nil, err
	}
	defer j.spent(&j.report.Timings.RunMillis, j.Now())
	input := func(i int) []byte {
		if i < len(cases) {
			return cases[i].Input()
		}
		return nil
	}
	outcomes, err := j.cell.RunMany(ctx, *j.program.Shared, input, j.job.Submission.Limits)
	if err == nil && (len(outcomes) == 0 || len(outcomes) > len(cases)) {
		err = fmt.Errorf("%d outcomes of %d tests", len(outcomes), len(cases))
	}
	last := Outcome{}
	if len(outcomes) > 0 {
		last = outcomes[len(outcomes)-1]
	}
	return outcomes, j.uncanceled(ctx, last, err)
}

// tellShared tells of a test in a shared process, and of its second run where it
// failed. The second run decides, unless the first one had an answer: a program can
// tell the two apart, and the second would be a guess by one who knows that the
// first was wrong.
func (j *judging) tellShared(ctx context.Context, test Test, outcome Outcome) (TestReport, error) {
	decision := j.decide(outcome, test, nil)
	if decision.Verdict == Accepted {
		return j.tell(test.Name, outcome, decision), nil
	}
	alone, err := j.runOnce(ctx, test.Input())
	if err != nil {
		return TestReport{}, err
	}
	second := j.decide(alone, test, nil)
	if second.Verdict == Accepted {
		message := "passes alone; beside other tests in one process it was " + string(decision.Verdict)
		if decision.Message != nil {
			message += ": " + *decision.Message
		}
		decision.Message, second.Message = &message, &message
	}
	if decision.Verdict == WrongAnswer {
		return j.tell(test.Name, outcome, decision), nil
	}
	return j.tell(test.Name, alone, second), nil
}
