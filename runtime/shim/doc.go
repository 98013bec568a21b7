// Package shim is containerd's runtime io.containerd.gavel.v1: one process for all
// containers of a host, which makes them with libcontainer in itself, as the
// in-process driver does.
//
// It owns the two services that containerd calls over ttrpc (tasks and sandboxes),
// the process that serves them, and what `start` and `delete` of the shim protocol
// do. It does not own how a container is made (room runc), nor connections and the
// command line (containerd's own shim library).
//
// # How it works
//
// containerd executes the shim with "start" for a container and expects an address.
// That of a living process of the same containerd, namespace and build is handed
// out, else one is begun, under a lock on the directory of sockets.
//
// Whoever makes many containers makes a sandbox first. A sandbox is nothing but
// the wish that the process lives: containers that name it and the address that its
// start returned cost containerd no execution of the shim. The process ends once it
// has neither tasks nor sandboxes.
//
//	BUNDLE/config.json   the spec, by containerd
//	      /rootfs        where the container's mounts go, unless the spec's root is
//	                     elsewhere
//	      /state/ID      libcontainer's state: what "delete" looks for
//
// It outlives containerd and whoever asked for the containers. When it is killed
// itself, containerd executes it with "delete" for each container that it had: that
// one kills what runs and removes what is left, the socket included.
//
// # Caveats
//
// Streams are null, named pipes and files. Terminals, further processes (exec),
// checkpoints and changed limits are answered with "not implemented".
//
// A container's memory kills are told when it ends, not when they happen.
package shim
