package rootfs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// litter is dropped from every built image: what the package manager leaves,
// what only people read, and what differs from one build to the next.
var litter = []string{
	"/boot", "/home", "/media", "/mnt", "/opt/*/src.zip", "/root", "/srv", "/sys", "/var",
	"/etc/apt", "/etc/cron*", "/etc/debconf.conf", "/etc/dpkg", "/etc/init.d", "/etc/logrotate.d", "/etc/machine-id",
	"/etc/pam*", "/etc/security", "/etc/systemd", "/etc/resolv.conf", "/etc/hostname",
	"/usr/games", "/usr/include/python*", "/usr/lib/systemd", "/usr/lib/tmpfiles.d", "/usr/local", "/usr/src",
	"/usr/share/bash-completion", "/usr/share/bug", "/usr/share/debconf", "/usr/share/doc", "/usr/share/doc-base",
	"/usr/share/info", "/usr/share/lintian", "/usr/share/locale", "/usr/share/man", "/usr/share/menu", "/usr/share/pixmaps",
	"/usr/share/applications", "/usr/share/icons", "/usr/share/pam*", "/usr/share/zsh",
}

// prune removes what is not kept, then what is dropped. It goes through the
// tree once, parents first.
func prune(tree string, keep, drop []string) error {
	if err := pruneDir(tree, "/", keep, drop); err != nil {
		return fmt.Errorf("prune: %w", err)
	}
	return nil
}

func pruneDir(tree, dir string, keep, drop []string) error {
	entries, err := os.ReadDir(filepath.Join(tree, dir))
	if err != nil {
		return err
	}
	for _, entry := range entries {
		p := path.Join(dir, entry.Name())
		file := filepath.Join(tree, p)
		kept := len(keep) == 0 || covers(keep, p)
		switch {
		case covers(drop, p) || !kept && (!entry.IsDir() || !leads(keep, p)):
			err = os.RemoveAll(file)
		case entry.IsDir():
			err = pruneDir(tree, p, keep, drop)
			if err == nil && !kept {
				err = removeIfEmpty(file)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func removeIfEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) > 0 {
		return err
	}
	return os.Remove(dir)
}

// covers tells whether a pattern matches p or a directory above it.
func covers(patterns []string, p string) bool {
	for _, pattern := range patterns {
		if n := strings.Count(pattern, "/"); n <= strings.Count(p, "/") && matches(pattern, firstElements(p, n)) {
			return true
		}
	}
	return false
}

// leads tells whether p is above what a pattern may match.
func leads(patterns []string, p string) bool {
	n := strings.Count(p, "/")
	for _, pattern := range patterns {
		if n < strings.Count(pattern, "/") && matches(firstElements(pattern, n), p) {
			return true
		}
	}
	return false
}

func matches(pattern, p string) bool {
	ok, err := path.Match(pattern, p)
	return ok && err == nil
}

// firstElements cuts an absolute path after n elements.
func firstElements(p string, n int) string {
	for i := range len(p) {
		if p[i] != '/' {
			continue
		}
		if n--; n < 0 {
			return p[:i]
		}
	}
	return p
}

// danglers returns the symbolic links that lead nowhere inside the tree. In a
// pruned image one means that something needed went with the rest.
func danglers(tree string) ([]string, error) {
	root, err := os.OpenRoot(tree)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	x := extractor{root: root}
	var found []string
	err = filepath.WalkDir(tree, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.Type()&fs.ModeSymlink == 0 {
			return err
		}
		rel, err := filepath.Rel(tree, file)
		if err != nil {
			return err
		}
		to, err := x.resolve(rel)
		if err == nil {
			_, err = root.Lstat(to)
		}
		if err != nil {
			found = append(found, "/"+rel)
		}
		return nil
	})
	return found, err
}

// normalise gives every file of a built tree the owner, the mode and the time
// that the packed one will have, so that what a command of the build records of
// a file is still true of the unpacked one.
func normalise(tree string) error {
	err := filepath.WalkDir(tree, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.Type()&fs.ModeSymlink != 0 {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		return errors.Join(os.Chown(file, 0, 0), os.Chmod(file, cleanMode(info.Mode())), os.Chtimes(file, epoch, epoch))
	})
	if err != nil {
		return fmt.Errorf("normalise: %w", err)
	}
	return nil
}
