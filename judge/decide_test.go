package judge

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

var pythonUncaught = []Uncaught{{
	Pattern: regexp.MustCompile(`(?m)^([A-Za-z_][\w.]*)(?::.*)?\n?\z`),
	Memory:  []string{"MemoryError"},
}}

var cppUncaught = []Uncaught{{
	Pattern: regexp.MustCompile(`terminate called after throwing an instance of '([^']+)'`),
	Signal:  "SIGABRT",
	Memory:  []string{"std::bad_alloc"},
}}

func wrote(stdout string) Stream { return Stream{Data: []byte(stdout)} }

// Every row of the contract's table of verdicts that a run can end in.
func TestDecide(t *testing.T) {
	limits := Limits{CPUMillis: 2000, WallMillis: 6000}
	traceback := wrote("Traceback (most recent call last):\n  File \"main.py\", line 1\nZeroDivisionError: division by zero\n")
	for _, test := range []struct {
		name     string
		outcome  Outcome
		expected *Text
		uncaught []Uncaught
		verdict  Verdict
		reason   Reason
		message  string
	}{
		{"right", Outcome{Stdout: wrote("3\n")}, text("3"), nil, Accepted, "", ""},
		{"nothing to compare", Outcome{Stdout: wrote("anything")}, nil, nil, Accepted, "", ""},
		{"nothing expected", Outcome{}, text(""), nil, Accepted, "", ""},
		{"at the limits", Outcome{CPU: 2 * time.Second, Wall: 6 * time.Second}, nil, nil, Accepted, "", ""},
		{"forks refused, ended well", Outcome{ProcessesRefused: 3}, nil, nil, Accepted, "", ""},
		{"stderr and exit 0", Outcome{Stderr: traceback}, nil, pythonUncaught, Accepted, "", ""},
		{"wrong", Outcome{Stdout: wrote("12")}, text("11"), nil, WrongAnswer, "", "token 1 differs: expected 11, got 12"},

		{"CPU", Outcome{Killed: ReasonCPU, Signal: "SIGKILL"}, nil, nil, TimeLimitExceeded, "cpu_limit", ""},
		{"CPU, ended by itself", Outcome{CPU: 2001 * time.Millisecond}, text(""), nil, TimeLimitExceeded, "cpu_limit", ""},
		{"CPU, kernel's backstop", Outcome{CPU: 2 * time.Second, Signal: "SIGXCPU"}, nil, nil, TimeLimitExceeded, "cpu_limit", ""},
		{"SIGXCPU by hand", Outcome{CPU: time.Millisecond, Signal: "SIGXCPU"}, nil, nil, RuntimeError, "signal:SIGXCPU", ""},
		{"wall", Outcome{Killed: ReasonWall, Signal: "SIGKILL"}, nil, nil, IdlenessLimit, "wall_limit", ""},
		{"wall, ended by itself", Outcome{Wall: 6001 * time.Millisecond}, nil, nil, IdlenessLimit, "wall_limit", ""},
		{"both, ended by itself", Outcome{CPU: 3 * time.Second, Wall: 7 * time.Second}, nil, nil, TimeLimitExceeded, "cpu_limit", ""},
		{"memory", Outcome{Killed: ReasonOOM, Signal: "SIGKILL"}, nil, nil, MemoryLimitExceeded, "oom_kill", ""},
		{"a child was killed for memory", Outcome{Killed: ReasonOOM, Stdout: wrote("3")}, text("3"), nil, MemoryLimitExceeded, "oom_kill", ""},
		{"output", Outcome{Killed: ReasonOutput, Signal: "SIGKILL"}, nil, nil, OutputLimitExceeded, "output_limit", ""},
		{"output, ended by itself", Outcome{Stdout: Stream{[]byte("3"), true}}, text("3"), nil, OutputLimitExceeded, "output_limit", ""},
		{"errors, ended by itself", Outcome{Stderr: Stream{nil, true}, ExitCode: 1}, nil, nil, OutputLimitExceeded, "output_limit", ""},
		{"output before CPU", Outcome{Stdout: Stream{nil, true}, CPU: time.Hour}, nil, nil, OutputLimitExceeded, "output_limit", ""},
		{"file size", Outcome{Signal: "SIGXFSZ"}, nil, nil, OutputLimitExceeded, "output_limit", "a file grew over the limit of what may be written"},

		{"exit", Outcome{ExitCode: 3, Stdout: wrote("3")}, text("3"), nil, RuntimeError, "exit:3", ""},
		{"signal", Outcome{Signal: "SIGSEGV"}, nil, nil, RuntimeError, "signal:SIGSEGV", ""},
		{"refused call", Outcome{Signal: "SIGSYS"}, nil, nil, RuntimeError, "seccomp:SIGSYS", "a system call was used that programs may not make here"},
		{"processes", Outcome{ExitCode: 1, ProcessesRefused: 2, Stderr: wrote("MemoryError\n")}, nil, pythonUncaught, RuntimeError, "processes_limit", "the limit of processes and threads refused 2 more"},
		{"one process", Outcome{Signal: "SIGABRT", ProcessesRefused: 1}, nil, nil, RuntimeError, "processes_limit", "the limit of processes and threads refused one more"},
		{"stopped for processes", Outcome{Killed: ReasonProcesses, Signal: "SIGKILL"}, nil, nil, RuntimeError, "processes_limit", ""},
		{"exception", Outcome{ExitCode: 1, Stderr: traceback}, nil, pythonUncaught, RuntimeError, "uncaught:ZeroDivisionError", ""},
		{"exception of memory", Outcome{ExitCode: 1, Stderr: wrote("x\nMemoryError\n")}, nil, pythonUncaught, MemoryLimitExceeded, "uncaught:MemoryError", ""},
		{"exception by signal", Outcome{Signal: "SIGABRT", Stderr: wrote("terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc\n")}, nil, cppUncaught, MemoryLimitExceeded, "uncaught:std::bad_alloc", ""},
		{"its text without its signal", Outcome{ExitCode: 1, Stderr: wrote("terminate called after throwing an instance of 'std::bad_alloc'\n")}, nil, cppUncaught, RuntimeError, "exit:1", ""},
		{"its exit's text after a signal", Outcome{Signal: "SIGSEGV", Stderr: traceback}, nil, pythonUncaught, RuntimeError, "signal:SIGSEGV", ""},
		{"stderr names a limit", Outcome{ExitCode: 137, Stderr: wrote("cpu_limit oom_kill")}, nil, pythonUncaught, RuntimeError, "exit:137", ""},
		{"taken back", Outcome{Killed: ReasonCanceled}, nil, nil, Canceled, "canceled", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := Decide(test.outcome, Rules{Expected: test.expected, Limits: limits, Uncaught: test.uncaught})
			var reason Reason
			var message string
			if got.Reason != nil {
				reason = *got.Reason
			}
			if got.Message != nil {
				message = *got.Message
			}
			if got.Verdict != test.verdict || reason != test.reason || message != test.message {
				t.Errorf("got %s %q %q, want %s %q %q", got.Verdict, reason, message, test.verdict, test.reason, test.message)
			}
			if (got.Diff != nil) != (got.Verdict == WrongAnswer) {
				t.Errorf("diff is %+v", got.Diff)
			}
		})
	}
}

// randomOutcome draws every fact there is, most of them at odds with each other.
func randomOutcome(random *rand.Rand) Outcome {
	return Outcome{
		ExitCode:         random.IntN(3) * 137,
		Signal:           []string{"", "SIGKILL", "SIGSYS", "SIGXCPU", "SIGXFSZ", "SIGABRT"}[random.IntN(6)],
		Killed:           []Reason{"", ReasonCPU, ReasonWall, ReasonOOM, ReasonOutput, ReasonProcesses, ReasonCanceled}[random.IntN(7)],
		CPU:              time.Duration(random.IntN(4)) * time.Second,
		Wall:             time.Duration(random.IntN(4)) * time.Second,
		Memory:           random.Int64N(1 << 40),
		ProcessesRefused: random.Int64N(2),
		Stdout:           Stream{Data: []byte{'0' + byte(random.IntN(2))}, Truncated: random.IntN(4) == 0},
		Stderr:           Stream{Data: []byte([]string{"", "MemoryError\n", "output_limit\n"}[random.IntN(3)]), Truncated: random.IntN(4) == 0},
	}
}

// Whoever ended the program has written why; nothing that is seen later, and
// nothing that the program wrote or exited with, changes it.
func TestTheFirstReasonStands(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	rules := Rules{Expected: text("1"), Limits: Limits{CPUMillis: 1500, WallMillis: 2500}, Uncaught: pythonUncaught}
	for range 20_000 {
		outcome := randomOutcome(random)
		got := Decide(outcome, rules)
		if outcome.Killed != "" && (got.Reason == nil || *got.Reason != outcome.Killed) {
			t.Fatalf("ended for %s, told as %s %v: %+v", outcome.Killed, got.Verdict, got.Reason, outcome)
		}
	}
}

func TestLimitsAlwaysWin(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	rules := Rules{Expected: text("1"), Limits: Limits{CPUMillis: 1500, WallMillis: 2500}, Uncaught: pythonUncaught}
	limits := map[Verdict]bool{TimeLimitExceeded: true, IdlenessLimit: true, OutputLimitExceeded: true, MemoryLimitExceeded: true}
	for range 50_000 {
		outcome := randomOutcome(random)
		got := Decide(outcome, rules)
		passed := outcome.Stdout.Truncated || outcome.Stderr.Truncated || outcome.CPU > 1500*time.Millisecond || outcome.Wall > 2500*time.Millisecond
		if outcome.Killed == "" && passed && !limits[got.Verdict] {
			t.Fatalf("a limit was passed, the verdict is %s: %+v", got.Verdict, outcome)
		}
		if got.Verdict == Accepted && (outcome.Killed != "" || passed || outcome.ExitCode != 0 || outcome.Signal != "" || outcome.Stdout.Data[0] != '1') {
			t.Fatalf("accepted: %+v", outcome)
		}
		if got.Reason != nil && slices.Contains([]Reason{ReasonCPU, ReasonWall, ReasonOutput, ReasonOOM}, *got.Reason) &&
			outcome.Killed == "" && !passed && outcome.Signal != "SIGXFSZ" && outcome.Signal != "SIGXCPU" {
			t.Fatalf("%s without a limit: %+v", *got.Reason, outcome)
		}
		again := outcome
		again.ExitCode, again.Stderr.Data = random.IntN(256), []byte("cpu_limit\n")
		if passed || outcome.Killed != "" {
			if other := Decide(again, rules); other.Verdict != got.Verdict || *other.Reason != *got.Reason {
				t.Fatalf("exit code and stderr turned %s into %s: %+v", got.Verdict, other.Verdict, outcome)
			}
		}
	}
}

func TestAnUnknownEndIsNoVerdict(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an unknown reason got a verdict")
		}
	}()
	Decide(Outcome{Killed: "odd"}, Rules{})
}

func TestUncaughtNamesAreCut(t *testing.T) {
	for _, test := range []struct{ stderr, want string }{
		{strings.Repeat("A", 10_000) + "\n", "uncaught:" + strings.Repeat("A", 64) + "…"},
		{strings.Repeat("x: y\n", 100_000) + "KeyError: 1\n", "uncaught:KeyError"},
	} {
		got := Decide(Outcome{ExitCode: 1, Stderr: wrote(test.stderr)}, Rules{Uncaught: pythonUncaught})
		if string(*got.Reason) != test.want {
			t.Errorf("got %s, want %s", *got.Reason, test.want)
		}
	}
	odd := []Uncaught{{Pattern: nil}, {Pattern: regexp.MustCompile(`no group`)}, {Pattern: regexp.MustCompile(`(?s)<(.+)>`)}}
	got := Decide(Outcome{ExitCode: 1, Stderr: wrote("no group <a\x1b\xff>")}, Rules{Uncaught: odd})
	if string(*got.Reason) != "uncaught:a??" {
		t.Errorf("got %q", *got.Reason)
	}
}

func TestDecideBuild(t *testing.T) {
	for _, test := range []struct {
		name    string
		outcome Outcome
		want    Reason
	}{
		{"well", Outcome{}, ""},
		{"well, many warnings", Outcome{Stderr: Stream{Truncated: true}}, ""},
		{"refused", Outcome{ExitCode: 1}, "compile"},
		{"crashed", Outcome{Signal: "SIGSEGV"}, "compile"},
		{"too many processes", Outcome{Killed: ReasonProcesses}, "compile"},
		{"CPU", Outcome{Killed: ReasonCPU, Signal: "SIGKILL"}, "compile_time"},
		{"wall", Outcome{Killed: ReasonWall, Signal: "SIGKILL"}, "compile_time"},
		{"CPU, backstop", Outcome{Signal: "SIGXCPU"}, "compile_time"},
		{"memory", Outcome{Killed: ReasonOOM}, "compile_memory"},
		{"messages", Outcome{Killed: ReasonOutput, Signal: "SIGKILL"}, "compile_output"},
		{"file size", Outcome{Signal: "SIGXFSZ"}, "compile_output"},
	} {
		if got := decideBuild(test.outcome); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
