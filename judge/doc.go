// Package judge is the vocabulary of gavel and the rules that need nothing but
// values: what a submission, a program, an outcome, a report and a verdict are,
// how an outcome becomes a verdict, and the worker that walks one submission
// along the line. It imports the standard library only; every technology (HTTP,
// bbolt, containers, images, filters) lives in a room of its own and is handed
// in by cmd/gavel.
//
// # The line
//
//	scan     source to findings              Scanner
//	Claim    oldest waiting to running       Queue
//	Render   submission to program           Languages
//	Build    a build cell compiles           Cells
//	Run      a run cell, test after test     Cells
//	Decide   outcome to verdict              Decide, here, pure
//	Finish   report and end of the lease     Queue
//
// A [Line] walks one job from Render to Decide, with or without a queue; a
// [Worker] claims jobs, holds their leases and hands each to its Line. A failure
// of ours gives the job back after a pause, and ends it as judge_error after its
// last attempt. At shutdown the job is given back at once with [ErrShutdown].
//
// # Functions and designs
//
// A submission with a signature ([Function], [Design]) has typed tests. Normalize
// holds their values against the signature when the submission arrives and brings
// them into one form; a driver in the cell reads them ([Test.Input]), calls the
// person's code and writes one line to a channel of its own, descriptor 3:
//
//	{"result":VALUE,"decode_ns":N,"encode_ns":N}
//
// The line comes from where the person's code runs, so it is only a claim. No line
// at all is runtime_error with exit:0; anything that is not one whole line with a
// value of the right type is wrong_answer, whatever else is right about it. The
// times in it are shown and decide nothing.
//
// Doubles are compared with a tolerance by every comparison: 1e-5, absolute or
// relative, where the problem gives none. NaN and the infinities equal themselves;
// an expected one is written as a string ("NaN", "Infinity", "-Infinity"). All
// else is exact. An integer parameter "pos" after a ListNode makes the list
// cyclic; a ListNode that is returned then counts as its index in the list.
//
// # One process for all tests
//
// Every test has a process of its own, which for Java costs the start of a JVM
// each time. An author may choose Isolation class_loader: where the language can
// (Program.Shared), one process takes the tests one by one, each in a class loader
// of its own, and is given the next input when it has written a result. Limits and
// figures are per test, counted from outside from one result to the next; the
// start of the process is nobody's. What is not accepted there is run again in a
// process of its own, and that run decides and is told; where it passes, the
// message says so. So the choice can never turn a right program into a wrong one.
//
// It weakens what stands between the tests of one submission, and only that: what
// a test leaves in the JVM outside of its class loader (system properties, running
// threads, compiled code) is there for the next one. A program can spread its work
// over tests in that way, begin an input's work before the clock of that test
// runs, or answer from a table that an earlier test has made. It cannot learn an
// expected value or another submission's anything. Where times decide, keep the
// default.
//
// # Custom checkers
//
// A [Custom] checker is a program of the problem's author. It is rendered, built
// and run like a submission of its own, in cells of its own, and the end of its
// process is the ruling. It is the only program that is given an expected output,
// and it is never in one cell with what it looks at. Tests are run first and
// checked afterwards, a batch at a time, so that no cell is held while another one
// is waited for. Whatever is no ruling (another exit code, a signal, a limit) is a
// failure of ours, step checker: a program that makes its checker crash gains no
// verdict by it.
//
// # Secret tests
//
// Of a stored problem's tests, all but the samples are secret: [Problem].Feedback
// says what of them is shown. What is not shown never enters a stored report, so
// no later reader can be shown it by mistake. Figures are shown but with none, and
// a program can choose how long it runs: an author who minds that takes none.
//
// # Caveats
//
// Where the order of elements with doubles in them does not count, they are sorted
// and compared pair by pair; two nested elements that begin with doubles nearer to
// each other than the tolerance can then be paired wrongly.
//
// Nobody waits for a cell while holding one that only its own end would free, so
// a pool of one cell is enough for any number of workers. The run cell is claimed
// while the compiler's artefacts are being taken, not earlier: a compile error
// takes none.
//
// The checker float computes with doubles: integers above 2^53 are rounded. Its
// relative tolerance is relative to the expected number. The checker
// unordered_lines decides by 128 bits of keyed hashes.
//
// A limit counts as passed where the figures say so, also where the program ended
// by itself before it was stopped.
//
// # Invariants
//
// Each has a test of the same name.
//
//  1. Exactly one end. Every accepted submission gets one report, through
//     crash, restart and shutdown.
//  2. No answers inside. An expected output never enters a cell that the
//     submission's code is in.
//  3. Verdicts are values, our failures are errors.
//  4. The first reason stands.
//  5. Nothing outlives its cell: no process, mount, cgroup, socket, file.
//  6. Same inputs, same spec bytes.
//  7. Fail closed: a configured protection that cannot be applied stops the
//     start; readyz is red when a canary fails.
//  8. State and queue move together.
//  9. Swap never extends memory.
//  10. A cell is claimed once.
//  11. Tests do not leak into each other: no file, process, IPC object, lock or
//     key crosses from one test to the next.
//  12. No shell. Nothing a client sends is ever part of a shell command; paths
//     it names are resolved under a root it cannot leave.
package judge
