package judge

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// Problem is a stored problem: what its submissions need not bring. Its JSON form
// is the body of PUT /problems/{id}, where only Tests is required.
type Problem struct {
	ID        string    `json:"id"`
	Title     string    `json:"title,omitempty"`
	Statement string    `json:"statement,omitempty"` // Markdown
	Function  *Function `json:"function,omitempty"`
	Design    *Design   `json:"design,omitempty"`
	Checker   Checker   `json:"checker,omitzero"`
	Compare   Compare   `json:"compare,omitzero"`
	Isolation string    `json:"isolation,omitempty"` // as that of a submission
	Limits    Limits    `json:"limits,omitzero"`     // as asked: the language's factors apply on top
	Feedback  string    `json:"feedback,omitempty"`
	Tests     []Test    `json:"tests"` // secret, but for the samples

	Revision  uint64    `json:"revision,omitempty"` // of what is stored, another one after each PUT
	UpdatedAt time.Time `json:"updated_at,omitzero"`
}

// ProblemSummary is a stored problem in a list.
type ProblemSummary struct {
	ID        string    `json:"id"`
	Title     string    `json:"title"`
	Tests     int       `json:"tests"`
	UpdatedAt time.Time `json:"updated_at"`
}

// What a secret test shows besides its name. It never shows its input, its
// expected output or a difference from it.
const (
	FeedbackNone    = "none"    // it is not listed; it counts in passed and total
	FeedbackVerdict = "verdict" // its verdict and figures, and why a limit was passed; the default
	FeedbackFull    = "full"    // also what the program made of it: outputs, result, exit code, exception
)

var feedbacks = []string{FeedbackNone, FeedbackVerdict, FeedbackFull}

var problemID = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)

// Normalize checks a problem as Submission.Normalize does a submission, and brings
// the values of its tests into normal form. The error is a *FieldError.
func (p *Problem) Normalize() error {
	switch {
	case !problemID.MatchString(p.ID):
		return Invalid("", "%q is no id of a problem: want 1 to 64 of a-z, 0-9 and -, and no - in front", cut(p.ID))
	case p.Feedback != "" && !slices.Contains(feedbacks, p.Feedback):
		return Invalid("/feedback", "%q is not known; use one of %s", cut(p.Feedback), strings.Join(feedbacks, ", "))
	case len(p.Tests) == 0:
		return Invalid("/tests", "missing; want at least one test")
	}
	var s Submission
	p.Apply(&s)
	if err := s.Normalize(); err != nil {
		return err
	}
	p.Tests = s.Tests
	return nil
}

// Apply makes a submission one to this problem. The tests are shared, not copied.
func (p *Problem) Apply(s *Submission) {
	s.Problem, s.Revision, s.Feedback = p.ID, p.Revision, p.Feedback
	s.Function, s.Design, s.Checker, s.Compare = p.Function, p.Design, p.Checker, p.Compare
	s.Limits, s.Tests, s.Isolation = p.Limits, p.Tests, p.Isolation
}
