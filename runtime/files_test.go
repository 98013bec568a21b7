package runtime

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"gavel/judge"
)

// builder is one build cell after another. What it runs is the image's probe: a
// compiler starts nothing that it made.
type builder struct {
	t    *testing.T
	pool *Pool
}

func (b builder) cell() judge.Cell {
	b.t.Helper()
	c, err := b.pool.Claim(b.t.Context(), "probe", judge.StageBuild)
	must(b.t, err)
	b.t.Cleanup(c.Destroy)
	return c
}

// make runs the probe's word "make" for each thing, in a new cell.
func (b builder) make(things ...string) judge.Cell {
	b.t.Helper()
	c := b.cell()
	for _, thing := range things {
		out, err := c.Run(b.t.Context(), judge.Command{Argv: append([]string{"/usr/bin/probe", "make"}, strings.Fields(thing)...)}, nil, wide)
		must(b.t, err)
		ok(b.t, out, "")
	}
	return c
}

func artefact(n int) []byte {
	data := make([]byte, n)
	for i := range data {
		data[i] = byte(i * 7)
	}
	return data
}

func TestCollect(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		b := builder{t, newTestPool(t, change)}
		t.Run("byte for byte", func(t *testing.T) {
			c := b.make("file a.out 1234567")
			got, err := c.Collect(t.Context(), "a.out")
			must(t, err)
			if len(got) != 1 || got[0].Path != "a.out" || got[0].Mode != 0o555 || !bytes.Equal(got[0].Data, artefact(1234567)) {
				t.Errorf("collected %d files, the first %.60q", len(got), fmt.Sprint(got))
			}
			if !c.Spent() {
				t.Error("the cell lives on")
			}
			if _, err := c.Run(t.Context(), judge.Command{Argv: []string{"/box/probe"}}, nil, wide); err == nil {
				t.Error("a program ran after the artefact was taken")
			}
		})
		t.Run("directory", func(t *testing.T) {
			c := b.make("files out 1000", "files out/inner 5", "symlink out/passwd /etc/passwd", "symlink out/up ..",
				"fifo out/fifo", "symlink out/inner/loop ../../out")
			got, err := c.Collect(t.Context(), "out")
			must(t, err)
			found := map[string]string{}
			for _, f := range got {
				found[f.Path] = string(f.Data)
			}
			if len(got) != 1005 || len(found) != 1005 || found["out/999"] != "999" || found["out/inner/4"] != "4" {
				t.Errorf("collected %d files of %d names, want the 1005 regular ones", len(got), len(found))
			}
		})
	})
}

// TestCollectHostile: what a build leaves behind may have been made to hurt.
func TestCollectHostile(t *testing.T) {
	b := builder{t, newTestPool(t, nil)}
	for _, c := range []struct {
		name, path string
		things     []string
		want       error // nil: an empty answer is as good as any
	}{
		{"missing", "a.out", nil, judge.ErrNotFound},
		{"symlink", "a.out", []string{"symlink a.out /run/gavel/init"}, judge.ErrNotFound},
		{"symlink to a file of its own", "a.out", []string{"file b 9", "symlink a.out b"}, judge.ErrNotFound},
		{"directory out of the tree", "out/passwd", []string{"symlink out /etc"}, judge.ErrNotFound},
		{"directory that is itself", "out", []string{"symlink out out"}, judge.ErrNotFound},
		{"hard link", "a.out", []string{"file b 9", "link a.out b"}, judge.ErrNotFound},
		{"fifo", "a.out", []string{"fifo a.out"}, judge.ErrNotFound},
		{"too large", "a.out", []string{"file a.out 16777217"}, judge.ErrTooLarge},
		{"too large together", "out", []string{"files out 1", "file out/a 9000000", "file out/b 9000000"}, judge.ErrTooLarge},
		{"too many", "out", []string{"files out 2001"}, judge.ErrTooLarge},
		{"far too many", "out", []string{"files out 9000"}, judge.ErrTooLarge},
		{"too deep", "out", []string{"nested out 1000"}, judge.ErrTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			cell := builder{t, b.pool}.make(c.things...)
			got, err := cell.Collect(t.Context(), c.path)
			if !errors.Is(err, c.want) {
				t.Errorf("%d files, error %v, want %v", len(got), err, c.want)
			}
			if !cell.Spent() {
				t.Error("the cell lives on")
			}
		})
	}
}

func TestPut(t *testing.T) {
	p := newTestPool(t, nil)
	claim := func(t *testing.T) judge.Cell {
		c, err := p.Claim(t.Context(), "probe", judge.StageRun)
		must(t, err)
		t.Cleanup(c.Destroy)
		return c
	}
	for _, path := range []string{
		"", ".", "..", "../x", "/etc/passwd", "/box/x", "a/../b", "a/../../b", "./a", "a//b", "a/", "a\x00b", "a/./b",
	} {
		t.Run(fmt.Sprintf("%q", path), func(t *testing.T) {
			if err := claim(t).Put(t.Context(), []judge.File{{Path: path, Mode: 0o444}}); err == nil {
				t.Error("it was put")
			}
		})
	}
	t.Run("nested", func(t *testing.T) {
		c := claim(t)
		long := strings.Repeat("n", 255)
		must(t, c.Put(t.Context(), []judge.File{
			{Path: "a/b/c/probe", Mode: 0o555, Data: built.probe},
			{Path: "a/b/" + long, Mode: 0o444, Data: []byte("x")},
			{Path: "empty", Mode: 0o444},
		}))
		out, err := c.Run(t.Context(), judge.Command{Argv: []string{"/box/a/b/c/probe", "ls", "/box/a/b"}}, nil, wide)
		must(t, err)
		ok(t, out, "c\n"+long+"\n")
	})
	t.Run("twice", func(t *testing.T) {
		c := claim(t)
		if err := c.Put(t.Context(), []judge.File{{Path: "a", Mode: 0o444}, {Path: "a", Mode: 0o444}}); err == nil {
			t.Error("a file was written over")
		}
	})
	t.Run("more than there is room for", func(t *testing.T) {
		c := claim(t)
		if err := c.Put(t.Context(), []judge.File{{Path: "big", Mode: 0o444, Data: make([]byte, 65<<20)}}); err == nil {
			t.Error("65 MiB fit into 64")
		}
		if !c.Spent() {
			t.Error("the cell is to be used again")
		}
	})
	t.Run("many that do not fit", func(t *testing.T) {
		// Each fails: neither side may block on answers that the other does not read.
		files := []judge.File{{Path: "big", Mode: 0o444, Data: make([]byte, 64<<20)}}
		for i := range 3000 {
			files = append(files, judge.File{Path: fmt.Sprint(i), Mode: 0o444, Data: []byte("x")})
		}
		if err := claim(t).Put(t.Context(), files); err == nil {
			t.Error("more than 64 MiB fit into 64")
		}
	})
}
