// Command gavel-init is the first process of a cell.
//
// # Owns
//
// What happens inside a cell: it takes files and programs from the worker over
// one socket (see package control), runs one program at a time under the
// program's own ids, limits, Landlock rules and seccomp filter, and leaves neither
// a process nor a scratch file behind.
//
// # Does not own
//
// Policy and measuring. Limits, filters and ids are the worker's, figures come
// from the control group, and the worker ends from outside what passes a limit.
// No figure that gavel-init reports chooses a verdict.
//
// # How it works
//
//	main.go      gives up privileges, connects, warms its threads
//	cell.go      answers the worker, one message after the other
//	spawn.go     prepares a program; fork.go is what happens between vfork and exec
//	warm.go      starts the warm process and hands programs to it
//	retain.go    the two capabilities that one keeps, for its children's ids
//	landlock.go  which files a program may reach, where the kernel has Landlock
//	reap.go      ends every process of the cell but itself
//	files.go     writes the program's files, and hands over what a build made
//	scratch.go   empties /tmp, however deep or hostile
//	sandbox.go   what differs in a cell of gVisor's
//	canary.go    run as a program, tries what the jail must refuse
//
// # Caveats
//
// It is a Go program, and its threads count against the processes limit of the
// cell: they are made before the first program runs. Between vfork and exec the
// child is in gavel-init's memory: only raw system calls on memory made before are
// allowed.
package main
