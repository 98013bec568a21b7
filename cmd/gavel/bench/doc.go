// Package bench measures gavel against what would be used in its place and
// against a bare start, all in one run.
//
// It owns the workloads, the baselines, the statistics, the goals, and the forms
// in which a run is told: a table, lines for benchstat, JSON, a page with plots.
// It does not own judging: it starts the gavel program as a child, `gavel serve`
// with directories and an address of its own, and is a client of its HTTP
// interface like any other. What it knows of images it is told (Language).
//
// # How it measures
//
// A workload is a set of contestants: gavel in its variants (driver, warm cells,
// pool just empty) and the baselines. A round lets each take a turn, in an order
// that is drawn anew every time, so that what else the machine does hits all
// alike; the first round warms up and is dropped. Before each turn of a workload
// that looks at latency the machine is given up to a third of a second to become
// quiet, by the kernel's own count of idle time; how often it did not is told with
// the machine's facts. Workloads that look at rates keep
// each contestant busy for one and a half seconds.
//
// A phase of a submission is what its report says; "submit and store" is the
// time on the client's clock that the report does not cover: HTTP, reading, and
// the transactions before and after.
//
// # Baselines
//
//	bare        fork, exec, wait in a chroot of the same image: no sandbox at all
//	runc run    the runc program, with containerd's default spec
//	containerd  create, start, wait, delete through containerd's client, same spec
//	docker run  the docker program, where a daemon answers
//	peer        a go-judge server: POST /run with the same program
//
// A root for bare starts exists in a mount namespace of one thread of this
// process: it ends with it, however the process ends. The image's own tree is only
// ever mounted read-only.
//
// # Statistics
//
// Latencies are told as p50, p95 and p99, rates and memory as medians, with their
// number. A goal is judged by the interval that 2,000 bootstrap resamples of all
// its samples give (95 %): it is met, or not met, only where the whole interval
// lies on one side; too few samples decide nothing.
//
// # Caveats
//
// The client and the servers share the machine, as a client on the same host
// would; rates contain its cost.
//
// "cold" is the slower of two submissions that reach a pool of one cell at the same
// moment: it waits for a cell to be made, while the other one runs.
//
// What one waiting cell holds is read from its control group; on version 1 that
// is the counter that the memory limit works on, page cache included.
package bench
