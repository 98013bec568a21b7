// Command containerd-shim-gavel-v1 is containerd's runtime io.containerd.gavel.v1:
// one process that makes and keeps all containers of a host. containerd executes it
// and nobody else, having found it by this name in its PATH or beside itself. What
// it does is in the room runtime/shim; this command owns nothing but its name.
package main
