package runtime

import (
	"strings"
	"testing"
	"time"

	"gavel/judge"
)

// many runs one process for all inputs.
func (b *bench) many(limits judge.Limits, inputs ...string) []judge.Outcome {
	b.t.Helper()
	b.run(limits, "args") // claims a cell
	input := func(i int) []byte {
		if i < len(inputs) {
			return []byte(inputs[i])
		}
		return nil
	}
	command := judge.Command{Argv: []string{"/box/probe", "many"}, Env: []string{"A=1"}, Results: true}
	outcomes, err := b.cell.RunMany(b.t.Context(), command, input, limits)
	must(b.t, err)
	return outcomes
}

// Each input has its own output, time and limits, although one process takes all.
func TestRunMany(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		b := newBench(t, newTestPool(t, change))
		defer b.drop()
		var outcomes []judge.Outcome
		timely(60*time.Millisecond+within*slow(), func() (judge.Outcome, time.Duration) {
			outcomes = b.many(wide, "args one", "spin 60", "args two", "args three")
			if len(outcomes) != 4 {
				t.Fatalf("%d outcomes: %+v", len(outcomes), outcomes)
			}
			return outcomes[1], max(outcomes[1].CPU, 2*outcomes[2].CPU)
		})
		for i, want := range []struct{ stdout, result string }{
			{"one\n", "args one\n"}, {string(outcomes[1].Stdout.Data), "spin 60\n"}, {"two\n", "args two\n"}, {"three\n", "args three\n"},
		} {
			ok(t, outcomes[i], want.stdout)
			if got := string(outcomes[i].Results.Data); got != want.result {
				t.Errorf("result %d is %q, want %q", i, got, want.result)
			}
		}
		spun, other := outcomes[1].CPU, outcomes[2].CPU
		between(t, "cpu of the one that spins", spun, 55*time.Millisecond, 60*time.Millisecond+within*slow())
		if other > spun/2 {
			t.Errorf("another one took %v beside %v", other, spun)
		}
		if b.cell.Spent() {
			t.Error("the cell is spent")
		}
		ok(t, b.run(wide, "args", "after"), "after\n")
	})
}

func TestRunManyEnds(t *testing.T) {
	b := newBench(t, newTestPool(t, func(*Config) {}))
	defer b.drop()
	small := limits(func(l *judge.Limits) { l.CPUMillis, l.OutputBytes = 200, 5000 })
	for _, test := range []struct {
		inputs []string
		ended  func(judge.Outcome) bool
	}{
		{[]string{"args x", "exit 3", "args y"}, func(o judge.Outcome) bool { return o.ExitCode == 3 }},
		{[]string{"args x", "signal 9", "args y"}, func(o judge.Outcome) bool { return o.Signal == "SIGKILL" }},
		{[]string{"spin 150", "spin 100000", "args y"}, func(o judge.Outcome) bool { return o.Killed == judge.ReasonCPU }},
		{[]string{"args x", "flood 100000", "args y"}, func(o judge.Outcome) bool { return o.Killed == judge.ReasonOutput && o.Stdout.Truncated }},
	} {
		outcomes := b.many(small, test.inputs...)
		if len(outcomes) != 2 || outcomes[0].Killed != "" || !test.ended(outcomes[1]) {
			t.Errorf("%s: %d outcomes, the last %+v", strings.Join(test.inputs, ", "), len(outcomes), outcomes[len(outcomes)-1])
		}
		ok(t, b.run(wide, "args", "after"), "after\n")
	}
	if outcomes := b.many(small, "orphan", "args x"); len(outcomes) != 2 {
		t.Errorf("with an orphan: %+v", outcomes)
	}
	ok(t, b.run(wide, "args", "after"), "after\n")
}

// A file that a command keeps is read although scratch is emptied; what is no
// regular file there is not.
func TestKeep(t *testing.T) {
	b := newBench(t, newTestPool(t, func(*Config) {}))
	defer b.drop()
	b.run(wide, "args")
	for name, want := range map[string]string{"kept.txt": "some words", "none.txt": "", "/etc/passwd": "", "../etc/passwd": ""} {
		command := judge.Command{Argv: []string{"/box/probe", "write", "kept.txt", "some", "words"}, Keep: name}
		out, err := b.cell.Run(t.Context(), command, nil, wide)
		must(t, err)
		if string(out.Kept) != want || out.ExitCode != 0 {
			t.Errorf("kept of %s: %q, want %q", name, out.Kept, want)
		}
	}
	link := judge.Command{Argv: []string{"/box/probe", "ls", "/tmp"}, Keep: "."}
	if out, err := b.cell.Run(t.Context(), link, nil, wide); err != nil || out.Kept != nil {
		t.Errorf("of a directory: %q, %v", out.Kept, err)
	}
}
