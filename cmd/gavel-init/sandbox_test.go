package main

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"gavel/runtime/control"
)

// TestFilesInParts wants content to arrive where no descriptor may leave: of files
// around the size of a part.
func TestFilesInParts(t *testing.T) {
	for _, size := range []int{0, 1, partSize - 1, partSize, partSize + 1, 3 * partSize} {
		content := bytes.Repeat([]byte{'x'}, size)
		path := filepath.Join(t.TempDir(), "made")
		if err := os.WriteFile(path, content, 0o755); err != nil {
			t.Fatal(err)
		}
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		l, worker := linked(t)
		l.inParts = true
		sent := make(chan error, 1)
		go func() { sent <- l.send(control.Message{File: &control.File{Path: "made"}}, int(file.Fd())) }()
		m, files, err := worker.Receive()
		if err != nil || m.File == nil || len(files) != 1 {
			t.Fatalf("%d bytes: %+v, %d files, %v", size, m, len(files), err)
		}
		defer files[0].Close()
		if err := <-sent; err != nil {
			t.Fatal(err)
		}
		got := make([]byte, size+1)
		n, _ := files[0].ReadAt(got, 0)
		info, err := files[0].Stat()
		if err != nil || !bytes.Equal(got[:n], content) || info.Mode().Perm() != 0o755 {
			t.Errorf("%d bytes arrived of %d, mode %v, %v", n, size, info.Mode(), err)
		}
	}
}

// linked is a link and the worker's end of it.
func linked(t *testing.T) (*link, *control.Conn) {
	t.Helper()
	fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	end := os.NewFile(uintptr(fds[1]), "worker")
	defer end.Close()
	conn, err := net.FileConn(end)
	if err != nil {
		t.Fatal(err)
	}
	worker := control.NewConn(conn.(*net.UnixConn))
	t.Cleanup(func() { worker.Close(); unix.Close(fds[0]) })
	return &link{fd: fds[0]}, worker
}
