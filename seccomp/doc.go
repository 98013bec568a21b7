// Package seccomp owns which system calls may be made in a cell: the policy as
// data, with a reason for each set of calls, rendered for an OCI spec and
// compiled into kernel filters. It does not own where a filter is installed or
// whether one is required.
//
// # How it works
//
// policy.toml names sets of calls and the profiles made of them; numbers.toml
// numbers the calls that an old libseccomp cannot name. Load composes a profile:
//
//	cell   the container's own filter, for gavel-init and all below it. Spec
//	       renders it for the OCI runtime.
//	run    the strict filter of a judged program. BPF compiles it; gavel-init
//	build  installs it in the child right before execve. The same for compilers.
//
// The kernel runs both filters on every call of a program and the stricter
// answer counts, so cell allows all that run and build allow, and a test says so.
// A language that needs more gets a profile of its own in policy.toml, and no code.
//
// A call that no set names gets EPERM: silent, and survived by a new C library.
// Newer calls that C libraries fall back from get ENOSYS, socket gets
// EAFNOSUPPORT. A call for another architecture or with an x32 number kills the
// whole process.
//
// The lists were proved with CPython 3.11 and 3.13, GCC 12 and 14, OpenJDK 17 and
// 25, and with runc 1.5, which makes some calls between the cell's filter and
// execve. A JVM needs -XX:-UsePerfData, as it locks that file by flock, and says so
// on stdout where it may not.
//
// libseccomp builds the filter as a binary tree, so a call costs a search and
// not a walk; its types stay in filter.go.
//
// # Caveats
//
//   - Only amd64 is proven; on other architectures compiling is an error, and so
//     it is in a binary built without cgo.
//   - Arguments behind pointers cannot be seen. That is why clone3 and openat2
//     are not there at all.
//   - An OCI spec names calls and cannot number them, and runtimes skip the
//     names that their libseccomp does not know. runc answers ENOSYS to numbers
//     above the highest call that a profile names, which comes to the same.
//     What an OCI runtime does with other architectures is its libseccomp's
//     default: it kills the thread, where BPF kills the process.
//   - The kernel itself lets uretprobe (335) and uprobe (336) pass every filter;
//     outside a probe's return they end with SIGILL.
//   - Arguments are compared as the kernel reads them: 32 bits for an int, 64
//     for a pointer or a long.
package seccomp
