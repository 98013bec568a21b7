// Gavel is an online judge's engine: it takes submissions over HTTP, runs each in
// a throwaway container and answers with a verdict.
//
// This package owns the command line, the configuration and the wiring: it makes
// one of each room and hands it to the next. It decides nothing about a
// submission. One file is one subcommand:
//
//	serve       the service: serve.go, and wire.go for what all that judge share
//	run         judges one file in a cell, without a server: run.go, table.go
//	doctor      looks at the host: doctor.go, and doctor_*.go for what it looks at
//	spec        the OCI spec of a cell: spec.go
//	languages   what can be submitted: languages.go
//	rootfs      builds, pulls, lists and verifies images: rootfs.go
//	bench       measures gavel and what it is compared with: bench_command.go, bench/
//	config      the effective configuration: config_command.go
//	version     versions of gavel and of what it is built from: version.go
//
// A setting is declared once, in config.go, and from that line becomes a flag, an
// environment variable and a key of the configuration file; settings.go reads
// them, a flag before a variable before the file.
//
// # Exit statuses
//
// 0 done, or accepted; 1 gavel's own failure; 2 a wrong command line or
// configuration; 130 interrupted. `gavel run` tells the verdict: verdictStatus.
//
// # Caveats
//
// The binary executes itself again as the first process of a container, so main
// must ask the runtime whether that is what it was started for before anything
// else happens.
package main
