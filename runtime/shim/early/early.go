// Package early answers the shim's "delete" where nothing is left to delete.
// containerd executes that after every removal of a container, and the shim has
// removed all of it before. To find that out costs less than to initialize the rest
// of the program: Go initializes this package, which needs os alone, before those
// that containerd's libraries are made of.
package early

import (
	"errors"
	"io/fs"
	"os"
)

// init looks for the state that a container has below its bundle, the working
// directory. An empty answer says that it ended before.
func init() {
	if len(os.Args) < 2 || os.Args[len(os.Args)-1] != "delete" {
		return
	}
	if _, err := os.Lstat("state"); errors.Is(err, fs.ErrNotExist) {
		os.Exit(0) //nolint:forbidigo // what it saves is main
	}
}
