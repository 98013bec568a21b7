// Package runc makes containers with runc's libcontainer, in the process that
// calls it. It is what the in-process driver and the shim have in common.
//
// It owns libcontainer's types: how an OCI spec becomes a container, how its first
// process is waited for, and how all of it is taken away. It does not own what the
// spec says, root file systems, nor the streams that a first process is given.
//
// # How it works
//
// libcontainer starts the calling program again, as "init", to become a container's
// first process: first nsenter's C code, which makes and enters the namespaces
// before Go's runtime begins, then libcontainer.Init, which sets the container up
// and executes the program. That second start belongs to this package's init
// function: there it comes before the initialization of most packages that a big
// program is made of, which every container would pay for.
//
// The first process is a child of the caller, who reaps it here and nowhere else:
// a program that uses this package must not wait for children that are not its own.
//
// # Caveats
//
// A container whose process is gone without a word from here (its maker was killed)
// is known by its state directory alone; Remove ends it.
package runc
