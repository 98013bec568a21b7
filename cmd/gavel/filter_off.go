//go:build !seccomp

package main

// withFilters tells that libcontainer refuses every spec that has a system call
// filter, and so every cell.
const withFilters = false
