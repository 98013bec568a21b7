package main

import (
	"fmt"
	"strings"
	"syscall"
	"time"
	"unsafe"
)

// What one cell could leave for another: each is made by word "leave" and looked
// for by word "find", in another cell, while it is there.
const (
	sharedKey  = 0x6776       // of System V objects
	sharedName = "gavel-leaf" // of all others
)

const (
	ipcCreate       = 0o1000
	sysKeyAdd       = 248
	sysKeyctl       = 250
	keyctlSearch    = 10
	userKeyring     = ^uintptr(3) // KEY_SPEC_USER_KEYRING, -4
	abstractAddress = "@" + sharedName
)

// What the kernel is told of the key, each with its NUL.
var name, kind = &[]byte(sharedName + "\x00")[0], &[]byte("user\x00")[0]

// leave makes all of them, says which it could not make, and waits to be ended.
func leave() error {
	try := func(what string, trap, a, b, c, d, e uintptr) {
		if _, _, errno := syscall.Syscall6(trap, a, b, c, d, e, 0); errno != 0 {
			fmt.Println(what, errno)
		}
	}
	try("shm", syscall.SYS_SHMGET, sharedKey, 4096, ipcCreate|0o666, 0, 0)
	try("sem", syscall.SYS_SEMGET, sharedKey, 1, ipcCreate|0o666, 0, 0)
	try("msg", syscall.SYS_MSGGET, sharedKey, ipcCreate|0o666, 0, 0, 0)
	try("key", sysKeyAdd, uintptr(unsafe.Pointer(kind)), uintptr(unsafe.Pointer(name)), uintptr(unsafe.Pointer(name)), uintptr(len(sharedName)), userKeyring)
	fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err == nil {
		err = syscall.Bind(fd, &syscall.SockaddrUnix{Name: abstractAddress})
	}
	if err == nil {
		err = syscall.Listen(fd, 8)
	}
	if err != nil {
		fmt.Println("socket", err)
	}
	fmt.Println("left")
	time.Sleep(time.Hour)
	return nil
}

// find says what it found of them.
func find() error {
	var found []string
	look := func(what string, trap, a, b, c, d uintptr) {
		if _, _, errno := syscall.Syscall6(trap, a, b, c, d, 0, 0); errno == 0 {
			found = append(found, what)
		}
	}
	look("shm", syscall.SYS_SHMGET, sharedKey, 4096, 0o666, 0)
	look("sem", syscall.SYS_SEMGET, sharedKey, 1, 0o666, 0)
	look("msg", syscall.SYS_MSGGET, sharedKey, 0o666, 0, 0)
	look("key", sysKeyctl, keyctlSearch, userKeyring, uintptr(unsafe.Pointer(kind)), uintptr(unsafe.Pointer(name)))
	fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		return err
	}
	if syscall.Connect(fd, &syscall.SockaddrUnix{Name: abstractAddress}) == nil {
		found = append(found, "socket")
	}
	fmt.Println(strings.Join(found, " "))
	return nil
}
