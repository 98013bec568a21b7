package main

import "gavel/judge"

// verdictStatus is the exit status of `gavel run` for each verdict. They are part
// of its contract: scripts test for them.
var verdictStatus = map[judge.Verdict]int{
	judge.Accepted:            0,
	judge.JudgeError:          statusFailure,
	judge.WrongAnswer:         10,
	judge.TimeLimitExceeded:   11,
	judge.IdlenessLimit:       12,
	judge.MemoryLimitExceeded: 13,
	judge.OutputLimitExceeded: 14,
	judge.RuntimeError:        15,
	judge.CompileError:        16,
	judge.Rejected:            17,
	judge.Canceled:            statusInterrupted,
	judge.Skipped:             statusFailure, // no submission ends so
}

const runStatuses = `Exit status: 0 accepted, 10 wrong answer, 11 time limit, 12 idleness limit,
13 memory limit, 14 output limit, 15 runtime error, 16 compile error, 17 rejected
by the scan; 1 gavel's own failure, 2 a wrong command line, 130 interrupted. Of
several files, that of the first which is not accepted.`
