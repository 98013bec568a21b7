package judge

import (
	"context"
	"time"
)

// Scanner reads a source for what a judged program has no use for.
type Scanner interface {
	Scan(language string, source []byte) Scan
}

// Languages knows how a language's programs are built and started.
type Languages interface {
	// Render turns a submission, its limits already effective, into a program.
	// It fails with a FieldError where the submission is at fault.
	Render(Submission) (Program, error)
	// Link completes a program from what its build left behind: the files of
	// the run cell and the command's last words (Java's main class). Where the
	// artefacts hold nothing to run, it returns a *NothingToRun.
	Link(Program, []File) (Program, error)
	// RenderChecker turns a custom checker into a program, and says by what
	// limits it runs. It fails with a FieldError where the checker is at fault.
	RenderChecker(Custom) (Program, Limits, error)
}

// NothingToRun says that a build went well and left no program: the submission's
// fault, a compile error.
type NothingToRun struct{ Message string }

func (e *NothingToRun) Error() string { return e.Message }

// Cells hands out cells, each once.
type Cells interface {
	Claim(ctx context.Context, language string, stage Stage) (Cell, error)
}

// Cell is one claimed container. Its methods are called one at a time. An error
// is ours, never the program's; after one the cell is only good for Destroy.
type Cell interface {
	// Put writes files into the program directory.
	Put(ctx context.Context, files []File) error
	// Run executes the command once and returns when no process of it is left.
	// A done ctx ends the program with reason canceled.
	Run(ctx context.Context, command Command, stdin []byte, limits Limits) (Outcome, error)
	// RunMany executes the command once for several inputs, until input returns
	// nil for an index. The program gets one line for each, and only when it has
	// written a line to descriptor 3 for the one before; it begins with an empty
	// line when it is ready. There is one outcome for each line, with the figures
	// of that test, or of the end of the program, which is then the last. There
	// may be fewer outcomes than inputs, but at least one.
	RunMany(ctx context.Context, command Command, input func(i int) []byte, limits Limits) ([]Outcome, error)
	// Collect takes the regular file at path below the program directory, or
	// every regular file of the directory there, and ends the cell: what it
	// returns can no longer change; paths stay relative to the program directory
	// ("out/Main.class"). ErrNotFound: there is no such file;
	// ErrTooLarge: more than an artefact may hold. Both are the program's doing.
	Collect(ctx context.Context, path string) ([]File, error)
	// Spent tells that the last run took the cell with it (a memory kill may);
	// another run needs another cell.
	Spent() bool
	// Destroy ends the cell and returns at once; the rest happens elsewhere.
	Destroy()
}

// Queue gives jobs out and takes reports in.
type Queue interface {
	// Claim waits for the oldest waiting job and leases it to the worker.
	Claim(ctx context.Context, worker string) (Lease, error)
	// Renew moves the lease's deadline. ErrConflict: the lease is lost, and so
	// is whatever was done under it.
	Renew(ctx context.Context, lease Lease) error
	// Progress publishes how far the job has come. It is not durable.
	Progress(lease Lease, status Status)
	// Finish stores the report and ends the lease in one transaction.
	// ErrConflict: the lease is lost, the report is not stored.
	Finish(ctx context.Context, lease Lease, report Report) error
	// Retry gives the job back after a failure of ours, to be claimed again.
	// It returns false where the job has had its last attempt; the caller then
	// finishes it with judge_error. Where cause is ErrShutdown the job is not at
	// fault: the attempt is not counted and the answer is true.
	Retry(ctx context.Context, lease Lease, cause error) (bool, error)
}

// DefaultLease is how long a lease lasts where it does not say.
const DefaultLease = 30 * time.Second

// Lease is a claimed job.
type Lease struct {
	Job      Job
	Token    string          // names this claim; a later claim of the job has another
	Lasts    time.Duration   // from the claim or a renewal to the deadline; 0 means DefaultLease
	Canceled <-chan struct{} // closed when the job's owner took it back, or it could not be stored
}
