package runtime

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/opencontainers/cgroups"

	"gavel/judge"
)

// TestSwapNeverExtendsMemory is invariant 9.
func TestSwapNeverExtendsMemory(t *testing.T) {
	t.Run("spec", func(t *testing.T) {
		for _, c := range specCases {
			// Memory and swap together on version 1; runtimes turn it into swap 0 on 2.
			memory := c.spec().Linux.Resources.Memory
			if *memory.Swap != *memory.Limit || *memory.Limit <= 0 {
				t.Errorf("%s: memory %d, with swap %d", c.name, *memory.Limit, *memory.Swap)
			}
		}
	})
	t.Run("host with swap", func(t *testing.T) {
		const heading = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
		if err := noSwapIn([]byte(heading)); err != nil {
			t.Errorf("no swap: %v", err)
		}
		if noSwapIn([]byte(heading+"/dev/sda2 partition 1048572 0 -2\n")) == nil {
			t.Error("a swap area passed")
		}
	})
	t.Run("group that may swap", func(t *testing.T) {
		dir := t.TempDir()
		for limit, refused := range map[string]bool{"0\n": false, "max\n": true, "4096\n": true} {
			must(t, os.WriteFile(filepath.Join(dir, "memory.swap.max"), []byte(limit), 0o600))
			if err := swapless(dir); (err != nil) != refused {
				t.Errorf("limit %q: %v", limit, err)
			}
		}
	})
	t.Run("cell", func(t *testing.T) {
		onDrivers(t, func(t *testing.T, change func(*Config)) {
			p := newTestPool(t, change)
			claimed, err := p.Claim(t.Context(), "probe", judge.StageRun)
			must(t, err)
			defer claimed.Destroy()
			c := claimed.(*Cell)
			c.onlyMemory(t, testTemplate(judge.StageRun).MemoryBytes+initMemory)
			// Up, down and up: version 1 refuses a limit above that of memory and swap.
			for _, limit := range []int64{1 << 30, 64 << 20, 2 << 30} {
				must(t, c.group.setMemory(limit))
				c.onlyMemory(t, limit)
			}
		})
	})
}

// onlyMemory fails where the cell may use other than limit bytes, swap included.
func (c *Cell) onlyMemory(t *testing.T, limit int64) {
	t.Helper()
	group := c.maker.owner.cellGroup(c.id)
	if cgroups.IsCgroup2UnifiedMode() {
		dir := filepath.Join(unifiedRoot, group)
		if memory, swap := readNumber(t, dir, "memory.max"), readNumber(t, dir, "memory.swap.max"); memory != limit || swap != 0 {
			t.Errorf("memory %d, swap %d, want %d and 0", memory, swap, limit)
		}
		return
	}
	roots, err := mountsV1()
	must(t, err)
	dir := filepath.Join(roots["memory"], group)
	if memory := readNumber(t, dir, "memory.limit_in_bytes"); memory != limit {
		t.Errorf("memory %d, want %d", memory, limit)
	}
	if _, err := os.Stat(filepath.Join(dir, "memory.memsw.limit_in_bytes")); err != nil {
		must(t, noSwap())
		return
	}
	if both := readNumber(t, dir, "memory.memsw.limit_in_bytes"); both != limit {
		t.Errorf("memory and swap %d, want %d", both, limit)
	}
}

func readNumber(t *testing.T, dir, name string) int64 {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if os.IsNotExist(err) && name == "memory.swap.max" {
		return 0 // then noSwap has been asked
	}
	must(t, err)
	n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
	must(t, err)
	return n
}
