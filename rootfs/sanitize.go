package rootfs

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"
)

// epoch is the time of every file that a build makes: late enough for formats
// that count from 1980, and fixed, so that no build shows when it ran.
var epoch = time.Unix(1_735_689_600, 0).UTC() // 2025-01-01

// cleanName turns the name of a tar entry into a path relative to the root
// ("." for the root itself), and refuses one that climbs.
func cleanName(name string) (string, error) {
	if len(name) > maxPath {
		return "", fmt.Errorf("path has %d bytes, at most %d are allowed", len(name), maxPath)
	}
	if strings.ContainsRune(name, 0) {
		return "", errors.New("path has a NUL byte")
	}
	for element := range strings.SplitSeq(name, "/") {
		if element == ".." {
			return "", errors.New("path has a .. element")
		}
		if len(element) > maxElement {
			return "", fmt.Errorf("path has an element of %d bytes, at most %d are allowed", len(element), maxElement)
		}
	}
	clean := path.Clean("/" + name)[1:]
	if clean == "" {
		return ".", nil
	}
	return clean, nil
}

// checkLink refuses a symbolic link that climbs above the root from where it
// stands. An absolute one means the image's own root.
func checkLink(p, target string) error {
	if target == "" || len(target) > maxPath || strings.ContainsRune(target, 0) {
		return fmt.Errorf("symbolic link to %.200q: want 1 to %d bytes, no NUL", target, maxPath)
	}
	depth := strings.Count(p, "/")
	if path.IsAbs(target) {
		depth = 0
	}
	for element := range strings.SplitSeq(target, "/") {
		switch element {
		case "", ".":
		case "..":
			if depth--; depth < 0 {
				return fmt.Errorf("symbolic link to %.200q climbs out of the image", target)
			}
		default:
			depth++
		}
	}
	return nil
}

// cleanMode keeps what an image's file may have: no setuid, no setgid, nothing
// that others than root may write but a directory like /tmp.
func cleanMode(mode fs.FileMode) fs.FileMode {
	if mode.IsDir() && mode&fs.ModeSticky != 0 && mode.Perm() == 0o777 {
		return 0o777 | fs.ModeSticky
	}
	return mode.Perm() &^ 0o022
}

// cleanTime keeps whole seconds, not before 1970: what every tar format holds.
func cleanTime(t time.Time) time.Time {
	return time.Unix(max(t.Unix(), 0), 0).UTC()
}
