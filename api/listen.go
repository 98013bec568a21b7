package api

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"syscall"
)

// Listen listens on host:port, or on the Unix socket of unix:/path, which its
// owner and group may use. A socket that a server left behind is replaced; one
// that is served is an error.
func Listen(address string) (net.Listener, error) {
	path, unix := strings.CutPrefix(address, "unix:")
	if !unix {
		return net.Listen("tcp", address)
	}
	if err := removeStale(path); err != nil {
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	ln, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o660); err != nil {
		_ = ln.Close()
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	return ln, nil
}

// removeStale removes the socket at path if nobody listens on it.
func removeStale(path string) error {
	conn, err := net.Dial("unix", path)
	switch {
	case err == nil:
		_ = conn.Close()
		return errors.New("another server listens there")
	case errors.Is(err, syscall.ECONNREFUSED):
		return removeSocket(path)
	}
	return nil // nothing there, or a fault that listening will name
}

// removeSocket removes what is at path if it is a socket: dialling a regular
// file is refused as well.
func removeSocket(path string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if info.Mode()&os.ModeSocket == 0 {
		return errors.New("a file that is no socket is in the way")
	}
	return os.Remove(path)
}
