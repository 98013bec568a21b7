//go:build seccomp

package main

// withFilters tells that libcontainer was built to install system call filters.
const withFilters = true
