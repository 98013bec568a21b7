package judge

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// Rules are what a run is judged by, besides its outcome.
type Rules struct {
	Expected *Text      // nil: nothing is compared
	Checker  Checker    // valid
	Limits   Limits     // as applied to the run; a zero field is not looked at
	Uncaught []Uncaught // how the language names an exception nobody caught
	Ruling   *Ruling    // of a custom checker; nil: none was asked
	result   *typed     // of a function or a design, in the place of Expected and Checker; nil else
}

// Decision is a verdict and what explains it.
type Decision struct {
	Verdict Verdict
	Reason  *Reason // nil for accepted and wrong_answer
	Message *string // for people; nil where the verdict and the figures say it all
	Diff    *Diff   // for wrong_answer, where a place can be named

	Result  json.RawMessage // of a function or a design, in normal form; nil where there is none
	Harness *HarnessTimes   // what its driver says of itself
}

// Decide names the verdict of one run. It is pure and looks at the facts in this
// order, the first that applies decides:
//
//  1. what ended the program: output, CPU, wall time, memory, processes
//  2. a limit that it passed and ended by itself before it was stopped
//  3. the kernel's own backstops: SIGXCPU, SIGXFSZ, SIGSYS
//  4. an exit that is not 0 or a signal, where forks were refused
//  5. an exception nobody caught; one of memory is named as such
//  6. any other exit that is not 0, any other signal
//  7. the checker; for a function or a design what is on the channel of results,
//     where one whole result must be and nothing else
//  8. the ruling of a custom checker
//
// What a program writes or exits with never makes one of the limits' reasons.
func Decide(outcome Outcome, rules Rules) Decision {
	decision := decideAlone(outcome, rules)
	if decision.Verdict != Accepted || rules.Ruling == nil {
		return decision
	}
	if !rules.Ruling.Right {
		decision.Verdict = WrongAnswer
	}
	if rules.Ruling.Message != "" {
		decision.Message = &rules.Ruling.Message
	}
	return decision
}

// decideAlone is Decide without a custom checker.
func decideAlone(outcome Outcome, rules Rules) Decision {
	if outcome.Killed != "" {
		return killedFor(outcome.Killed)
	}
	if passed := limitPassed(outcome, rules.Limits); passed != "" {
		return killedFor(passed)
	}
	if outcome.Signal != "" || outcome.ExitCode != 0 {
		return brokenBy(outcome, rules)
	}
	if rules.result != nil {
		return rules.result.decide(outcome)
	}
	if rules.Expected == nil {
		return Decision{Verdict: Accepted}
	}
	if found := rules.Checker.compare(*rules.Expected, outcome.Stdout.Data); found != nil {
		return Decision{Verdict: WrongAnswer, Message: &found.message, Diff: found.diff}
	}
	return Decision{Verdict: Accepted}
}

// killedFor is the verdict that belongs to the first reason that was written.
func killedFor(reason Reason) Decision {
	verdicts := map[Reason]Verdict{
		ReasonOutput:    OutputLimitExceeded,
		ReasonCPU:       TimeLimitExceeded,
		ReasonWall:      IdlenessLimit,
		ReasonOOM:       MemoryLimitExceeded,
		ReasonProcesses: RuntimeError,
		ReasonCanceled:  Canceled,
	}
	verdict, known := verdicts[reason]
	if !known {
		panic(fmt.Sprintf("a program was ended for %q, which is no reason of %d known ones", reason, len(verdicts)))
	}
	return because(verdict, reason, "")
}

// limitPassed is the limit that a program went over in the moment between the
// passing and being stopped; "" where it kept all of them. Memory is not among
// them: its limit refuses or kills, so what was charged is never above it.
func limitPassed(outcome Outcome, limits Limits) Reason {
	switch {
	case outcome.Stdout.Truncated || outcome.Stderr.Truncated || outcome.Results.Truncated:
		return ReasonOutput
	case over(outcome.CPU, limits.CPU()):
		return ReasonCPU
	case over(outcome.Wall, limits.Wall()):
		return ReasonWall
	}
	return ""
}

func over(used, limit time.Duration) bool { return limit > 0 && used > limit }

// brokenBy is the verdict of a program that failed by itself.
func brokenBy(outcome Outcome, rules Rules) Decision {
	switch {
	case outcome.Signal == "SIGXCPU" && outcome.CPU >= rules.Limits.CPU(): // else it was raised by hand
		return because(TimeLimitExceeded, ReasonCPU, "")
	case outcome.Signal == "SIGXFSZ":
		return because(OutputLimitExceeded, ReasonOutput, "a file grew over the limit of what may be written")
	case outcome.Signal == "SIGSYS":
		return because(RuntimeError, "seccomp:SIGSYS", "a system call was used that programs may not make here")
	}
	if refused := outcome.ProcessesRefused; refused > 0 {
		message := "the limit of processes and threads refused one more"
		if refused > 1 {
			message = fmt.Sprintf("the limit of processes and threads refused %d more", refused)
		}
		return because(RuntimeError, ReasonProcesses, message)
	}
	if name, memory := uncaughtName(outcome, rules.Uncaught); name != "" {
		if memory {
			return because(MemoryLimitExceeded, Reason("uncaught:"+name), "")
		}
		return because(RuntimeError, Reason("uncaught:"+name), "")
	}
	if outcome.Signal != "" {
		return because(RuntimeError, Reason("signal:"+outcome.Signal), "")
	}
	return because(RuntimeError, Reason("exit:"+strconv.Itoa(outcome.ExitCode)), "")
}

func because(verdict Verdict, reason Reason, message string) Decision {
	decision := Decision{Verdict: verdict, Reason: &reason}
	if message != "" {
		decision.Message = &message
	}
	return decision
}

// The reasons of compile_error.
const (
	reasonCompile       Reason = "compile"
	reasonCompileTime   Reason = "compile_time"
	reasonCompileMemory Reason = "compile_memory"
	reasonCompileOutput Reason = "compile_output"
)

// decideBuild returns why a compilation failed; "" where it went well. A compiler
// that ended well has done its work, so figures and cut messages do not count.
func decideBuild(outcome Outcome) Reason {
	switch outcome.Killed {
	case ReasonCPU, ReasonWall:
		return reasonCompileTime
	case ReasonOOM:
		return reasonCompileMemory
	case ReasonOutput:
		return reasonCompileOutput
	}
	switch {
	case outcome.Signal == "SIGXCPU":
		return reasonCompileTime
	case outcome.Signal == "SIGXFSZ":
		return reasonCompileOutput
	case outcome.Killed != "" || outcome.Signal != "" || outcome.ExitCode != 0:
		return reasonCompile
	}
	return ""
}
