package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/gorilla/mux"

	"gavel/judge"
)

// Problems keeps stored problems.
type Problems interface {
	// PutProblem stores a problem, in place of the one of its id where there is
	// one; created tells that there was none. Jobs keep the tests they came with.
	PutProblem(ctx context.Context, problem judge.Problem) (created bool, err error)
	// Problem returns a problem, or judge.ErrNotFound.
	Problem(ctx context.Context, id string) (judge.Problem, error)
	// ProblemHead is Problem, but of the tests only names are read, and which of
	// them are samples.
	ProblemHead(ctx context.Context, id string) (judge.Problem, error)
	// Problems returns all problems by id, without statements and tests.
	Problems(ctx context.Context) ([]judge.ProblemSummary, error)
	// DeleteProblem forgets a problem, or returns judge.ErrNotFound.
	DeleteProblem(ctx context.Context, id string) error
}

// problemPath has the one form of a problem's id.
const problemPath = "/problems/{problem:[a-z0-9][a-z0-9-]{0,63}}"

// shownProblem is a problem in an answer.
type shownProblem struct {
	ID          string          `json:"id"`
	Title       string          `json:"title"`
	Statement   string          `json:"statement"`
	Function    *judge.Function `json:"function,omitzero"`
	Design      *judge.Design   `json:"design,omitzero"`
	Checker     *judge.Checker  `json:"checker,omitzero"`
	Compare     *judge.Compare  `json:"compare,omitzero"`
	Isolation   string          `json:"isolation,omitzero"`
	Limits      askedLimits     `json:"limits"`
	Feedback    string          `json:"feedback"`
	Tests       []judge.Test    `json:"tests"` // for everybody, the samples
	SecretTests int             `json:"secret_tests"`
	UpdatedAt   time.Time       `json:"updated_at,omitzero"`
}

// askedLimits leaves out the limits that the language's defaults stand for.
type askedLimits struct {
	CPUMillis   int64 `json:"cpu_ms,omitzero"`
	WallMillis  int64 `json:"wall_ms,omitzero"`
	MemoryBytes int64 `json:"memory_bytes,omitzero"`
	OutputBytes int64 `json:"output_bytes,omitzero"`
	Processes   int64 `json:"processes,omitzero"`
}

// showProblem leaves out everything that is secret: all tests but the samples, and
// a custom checker's program, which may know the answers.
func showProblem(p judge.Problem) shownProblem {
	shown := shownProblem{
		ID: p.ID, Title: p.Title, Statement: p.Statement, Function: p.Function, Design: p.Design,
		Isolation: p.Isolation, Limits: askedLimits(p.Limits), Feedback: p.Feedback, UpdatedAt: p.UpdatedAt, Tests: []judge.Test{},
	}
	if shown.Feedback == "" {
		shown.Feedback = judge.FeedbackVerdict
	}
	p.Checker.Custom, p.Compare.Custom = nil, nil
	if p.Function != nil || p.Design != nil {
		shown.Compare = &p.Compare
		if p.Compare.Kind == "" {
			shown.Compare.Kind = judge.CompareExact
		}
	} else {
		shown.Checker = &p.Checker
		if p.Checker.Kind == "" {
			shown.Checker.Kind = judge.CheckTokens
		}
	}
	for _, test := range p.Tests {
		if test.Sample {
			shown.Tests = append(shown.Tests, test)
		} else {
			shown.SecretTests++
		}
	}
	return shown
}

// putProblem answers PUT /problems/{id}.
func (s *Server) putProblem(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	in, err := s.openBody(w, r)
	if err != nil {
		return err
	}
	defer in.Close()
	id := mux.Vars(r)["problem"]
	d := newDecoder(in, s.config)
	problem, err := d.problem(id)
	if err == nil {
		err = d.eof()
	}
	if err == nil {
		err = s.admitProblem(problem)
	}
	if err == nil {
		err = s.compileChecker(r.Context(), problem)
	}
	if err != nil {
		return err
	}
	created, err := s.deps.Problems.PutProblem(r.Context(), problem)
	if err != nil {
		return fmt.Errorf("store problem: %w", err)
	}
	s.deps.Log.InfoContext(r.Context(), "problem", "id", id, "tests", len(problem.Tests), "created", created)
	status := http.StatusOK
	if created {
		status = http.StatusCreated
		w.Header().Set("Location", "/problems/"+id)
	}
	return s.write(w, status, showProblem(problem))
}

// admitProblem finds now what would be wrong with every submission.
func (s *Server) admitProblem(problem judge.Problem) error {
	var first error
	for _, language := range s.deps.Languages.Languages() {
		sub := judge.Submission{Language: language.ID}
		problem.Apply(&sub)
		_, err := s.deps.Languages.Admit(sub)
		if err == nil {
			return nil // there is a language that it can be solved in
		}
		if first == nil {
			first = err
		}
	}
	return first
}

// compileChecker refuses a problem whose custom checker does not compile. One is
// compiled at a time: it takes a cell that submissions want too.
func (s *Server) compileChecker(ctx context.Context, problem judge.Problem) error {
	for base, custom := range map[string]*judge.Custom{"/checker": problem.Checker.Custom, "/compare": problem.Compare.Custom} {
		if custom == nil {
			continue
		}
		if err := s.checkers.Acquire(ctx, 1); err != nil {
			return fmt.Errorf("compile checker: %w", err)
		}
		defer s.checkers.Release(1)
		if err := s.deps.Checkers.CompileChecker(ctx, *custom); err != nil {
			return below(base, err)
		}
	}
	return nil
}

// listProblems answers GET /problems.
func (s *Server) listProblems(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	problems, err := s.deps.Problems.Problems(r.Context())
	if err != nil {
		return fmt.Errorf("list problems: %w", err)
	}
	return s.write(w, http.StatusOK, problems)
}

// getProblem answers GET /problems/{id}.
func (s *Server) getProblem(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	admin, err := s.isAdmin(w, r)
	if err != nil {
		return err
	}
	id := mux.Vars(r)["problem"]
	problem, err := s.deps.Problems.Problem(r.Context(), id)
	if err != nil {
		return problemError(id, err)
	}
	if admin {
		return s.write(w, http.StatusOK, showWhole(problem))
	}
	return s.write(w, http.StatusOK, showProblem(problem))
}

// deleteProblem answers DELETE /problems/{id}.
func (s *Server) deleteProblem(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	id := mux.Vars(r)["problem"]
	if err := s.deps.Problems.DeleteProblem(r.Context(), id); err != nil {
		return problemError(id, err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// starter answers GET /problems/{id}/starter/{language}.
func (s *Server) starter(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	id := mux.Vars(r)["problem"]
	problem, err := s.deps.Problems.ProblemHead(r.Context(), id)
	if err != nil {
		return problemError(id, err)
	}
	code, err := s.deps.Languages.Starter(mux.Vars(r)["language"], problem)
	if errors.Is(err, judge.ErrNotFound) || errors.Is(err, judge.ErrInvalid) {
		return &statusError{http.StatusNotFound, err.Error()} // the address names what is not there
	}
	if err != nil {
		return fmt.Errorf("starter code: %w", err)
	}
	s.send(w, http.StatusOK, "text/plain; charset=utf-8", code)
	return nil
}

func problemError(id string, err error) error {
	if errors.Is(err, judge.ErrNotFound) {
		return &statusError{http.StatusNotFound, "there is no problem " + id}
	}
	return err
}

// applyProblem completes a submission to a stored problem. Its tests stay in the
// store, which knows them by the problem's revision.
func (s *Server) applyProblem(ctx context.Context, sub *judge.Submission) error {
	problem, err := s.deps.Problems.ProblemHead(ctx, sub.Problem)
	if errors.Is(err, judge.ErrNotFound) {
		return judge.Invalid("/problem", "there is no problem %.70q", sub.Problem)
	}
	if err != nil {
		return fmt.Errorf("problem %s: %w", sub.Problem, err)
	}
	problem.Apply(sub)
	return nil
}
