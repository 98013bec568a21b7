package runtime

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"

	"github.com/opencontainers/cgroups"
)

// checkSwap refuses a host where memory could be extended by swap unnoticed: a
// kernel that does not account for the swap that it has. What a host can do is
// looked at again for every cell, as swap may come later.
func checkSwap() error {
	if cgroups.IsCgroup2UnifiedMode() {
		return nil // only a group can tell
	}
	roots, err := mountsV1()
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(roots["memory"], "memory.memsw.limit_in_bytes")); err == nil {
		return nil
	}
	return noSwap()
}

// noSwap is an error where the host has swap.
func noSwap() error {
	swaps, err := os.ReadFile("/proc/swaps")
	if err != nil {
		return err
	}
	return noSwapIn(swaps)
}

// noSwapIn reads /proc/swaps: a heading, and a line for each area.
func noSwapIn(swaps []byte) error {
	if _, areas, _ := bytes.Cut(swaps, []byte("\n")); len(bytes.TrimSpace(areas)) > 0 {
		return errors.New("this host has swap and does not account for it: boot with swapaccount=1, or switch swap off")
	}
	return nil
}
