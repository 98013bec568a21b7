// Package apparmor owns the AppArmor profiles of cells: their text, loading them
// into the kernel and saying whether they are there. It does not own whether a
// host must have them (a Mode says so) or which cell wears which profile.
//
// # How it works
//
// Each stage has two profiles, made from one template. gavel-init-run confines
// gavel-init, PID 1 of a run cell; it is what the OCI spec names. When gavel-init
// executes the program, the kernel adds gavel-run, and the program runs under
// both: what both allow is allowed. For builds the two are gavel-init-build and
// gavel-build.
//
// The profile of the program is added and not changed to, since gavel-init has
// no_new_privs: with it the kernel refuses any transition but to a stack that
// holds all that confined the task before (apparmor_bprm_creds_for_exec, "no new
// privs"). Leaving out no_new_privs would be the worse bargain. So the outer
// profile allows all that a program may do, and a little more: capabilities in the
// user namespace, which AppArmor mediates there too, the socket, and signals to
// the program. The program may signal neither gavel-init nor anything else that
// does not wear both profiles.
//
// A warm process that forks, which gives programs their ids, is started under
// gavel-init's profile alone: gavel-init asks for that ("exec gavel-init-run"). Its
// child asks to add the second one ("stack gavel-run") once it has given up what
// that denies, and is then confined like a program that was started. Adding is the
// one change that AppArmor makes without an exec under no_new_privs, and it makes
// it for one thread; what a program may write does not reach the file for it.
//
// The worker writes the profiles to apparmor_parser's standard input at each
// start. Loading what is there already replaces it by itself.
// Install also writes them to /etc/apparmor.d, for the host's own start.
//
// TestGuest tries what each rule of the template allows or denies, as root of a
// machine that deploy/test-vm boots; TestEveryRuleHasAProbe holds the two together.
//
// # Caveats
//
//   - The runtime writes the profile's name below /proc as it starts a cell, so
//     /proc must not be mounted read-only there. The profiles forbid writing.
//   - Profiles are compiled for the features of AppArmor 3.0, which Debian 12
//     and 13 both have. What later features mediate (user namespaces, io_uring,
//     message queues) is left to the system call filter, which cuts it.
//   - A plain deny rule logs nothing: a program cannot fill the host's log.
package apparmor
