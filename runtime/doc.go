// Package runtime makes cells: containers of one image each, made ahead, used by
// one submission, destroyed. It runs programs in them under limits and measures
// them from outside.
//
// It owns the OCI spec (Spec, pure, with golden files), the two drivers, the pool,
// the control groups of both versions, the id ranges, the sweep, and a containerd
// of gavel's own where the host has none (Daemon). It does not own languages,
// verdicts, images or profiles: those arrive as plain values in a Template.
//
// # A cell's life
//
//	take a range of ids        a lock on a file: it is free when its process dies
//	listen on a socket         in the cell's directory, for the cell's id 0 alone
//	make a network namespace   empty; its loopback never comes up
//	create the container       the driver, by the spec
//	accept gavel-init          from the container's first process, nobody else
//	setup                      ids and filter of the programs; now it is ready
//	  Put, Run, Run, …         a program at a time; then nothing of it is left
//	  Collect                  of a build: descriptors, death, and only then reading
//	remove                     container, control groups, directory, at last the ids
//
// Pool does all but the middle off the path that a submission waits on, and leaves
// the processors to it for its first 10 ms (restFor) where the next one would find a
// cell too. A claim has a ready cell at once or waits in order of arrival. At most
// MaxCells exist at any moment; those who wait come before shelves that could be
// fuller, and a ready cell that nobody asked for gives way to them. A shelf keeps as
// many cells ready as were wanted at once in the last half minute, never less than
// Ready, as far as the ready cells of all shelves fit into Memory. A shelf whose
// cells cannot be made tells one waiting claim after each try, and tries at growing
// intervals. A cell that cannot be removed is kept in quarantine with its ids,
// counted, and tried again by Close.
//
// # Warm processes
//
// A template may name a process that a cell starts before it is ready (Warm). One
// that forks runs every program that fits as its child; one that serves once becomes
// the cell's first program, and the later ones start from nothing. To boot the
// latter takes more processor time than it saves: while as many cells of a stage
// are in use as there are processors, cells are made without it. What the latest two
// programs of a shelf wanted it booted with, other limits for instance, the next
// cells boot.
//
// Where a warm process is lost, the cell is cold from then on: that is reported, and
// changes no outcome, since a program that was not taken over is started anew. What
// it did before a run is not counted, but for its memory: all of one that serves
// once, and half of one that forks, as a child copies about half of it. Figures of
// memory, warm and cold, agree to 1.5 MiB.
//
// # Drivers
//
// containerd: any of its runtimes by name, with images in its content store and a
// snapshot view per cell. It may be restarted at any time: programs go on, as
// gavel-init speaks to the worker alone, and removing waits until it answers. A shim
// that containerd lost track of is ended by what it was started with.
//
// containerd with gavel's own shim (room shim), where containerd finds that of the
// same build: one process makes all containers, as the driver below does, on the
// unpacked images. A sandbox for each owner keeps it alive. When it dies its cells
// die with it, and the next one begins another.
//
// runsc: containerd whose shim for runc starts gVisor's runsc. A cell is a sandbox
// then, whose kernel is a process of the host: what the control group counts is that
// kernel's use too, and the number of processes is a limit of that kernel's.
//
// runc: libcontainer linked into this process (room runc), which starts its own
// binary again as the container's first process.
//
// # A run
//
// Stdin is a sealed memory file, the outputs are pipes that are read at once up to
// their limit. A watcher sleeps until the first moment at which a limit could be
// passed, not for a tick; whoever ends a program writes the reason before (ending),
// and the first reason stands. The end is asked of gavel-init, which keeps the cell;
// one that has not obeyed within 300 ms loses the whole cell, killed from outside.
// The run is over when no process is left; removing the program's files counts
// against none of its limits.
//
// The control group measures. Processor time is all of the group's less
// gavel-init's own, read from its clock. Memory is the peak since the run began,
// above what the cell held before. Wall time goes from fork to the end of the
// first process, as gavel-init saw it, and never beyond what was seen from here.
//
// # On the host
//
//	RUN/ids/N                  locks of the id ranges
//	RUN/owners.lock            held while owners come, go or are looked for
//	RUN/owners/OWNER/lock      held for as long as the process lives
//	                /dev             the prepared device nodes, mounted
//	                /live            in memory, mounted
//	                     /runc       the in-process driver's state
//	                     /cells/ID   a cell's socket
//	cgroup PARENT/OWNER/ID
//	containerd namespace gavel, labels gavel/owner and gavel/run-directory
//
// Everything carries its owner's name. New sweeps what belongs to owners whose lock
// is free and touches nothing else; a sweep that cannot finish stops the start, as
// what it left could share ids with new cells.
//
// # Caveats
//
// A cgroup v2 kernel before 6.12 cannot reset a memory peak: there a cell measures
// one run and is spent. On version 2 the whole cell dies with a memory kill, and the
// next run needs another; on version 1 only the program does.
//
// On version 1 a control group's figures may lag behind by a tick of the kernel
// while a program runs; after its end they are exact.
//
// Without user namespaces (NoUserNamespaces) gavel-init is the host's root with few
// capabilities. Programs have ids of their own range all the same.
//
// A sealed stdin is charged to the worker, not to the program.
//
// The tests need root and the build tag seccomp. GAVEL_TEST_BIN names a directory
// with gavel-init and probe for a machine that cannot build them, GAVEL_TEST_SLOW by
// how much that machine is slower.
package runtime
