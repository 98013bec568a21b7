package judge

import "slices"

// secret tells whether a test is one that only its problem's author has seen.
func (s Submission) secret(test Test) bool { return s.Problem != "" && !test.Sample }

// conceal takes out of the reports of all cases, in order, what secret tests do
// not show. None is left out yet.
func (s Submission) conceal(tests []TestReport) []TestReport {
	if s.Problem == "" {
		return tests
	}
	shown := slices.Clone(tests)
	for i, test := range s.Cases() {
		if s.secret(test) {
			shown[i] = tests[i].concealed(s.Feedback)
		}
	}
	return shown
}

// listed leaves out the tests that are not even listed.
func (s Submission) listed(tests []TestReport) []TestReport {
	if s.Problem == "" || s.Feedback != FeedbackNone {
		return tests
	}
	listed := []TestReport{}
	for i, test := range s.Cases() {
		if !s.secret(test) {
			listed = append(listed, tests[i])
		}
	}
	return listed
}

// concealed is what a secret test shows. Whatever the program itself can choose
// (its output, its exit code, the name of an exception) can tell the input, and
// a checker's message tells the expected output.
func (t TestReport) concealed(feedback string) TestReport {
	if feedback == FeedbackFull {
		t.Diff = nil
		if t.Verdict == WrongAnswer || t.Verdict == Accepted {
			t.Message = nil // a custom checker has words for both
		}
		return t
	}
	shown := TestReport{Name: t.Name, Verdict: t.Verdict, Figures: t.Figures, Runs: t.Runs}
	if t.Reason != nil && slices.Contains(limitReasons, *t.Reason) {
		shown.Reason = t.Reason
	}
	return shown
}

// limitReasons are those that a program cannot choose the words of.
var limitReasons = []Reason{ReasonCPU, ReasonWall, ReasonOOM, ReasonOutput, ReasonProcesses}
