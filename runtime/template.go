package runtime

import (
	"errors"
	"fmt"

	specs "github.com/opencontainers/runtime-spec/specs-go"

	"gavel/judge"
	"gavel/runtime/control"
)

// Template is what the cells of one language and stage have in common. Other
// rooms' knowledge arrives here as plain values.
type Template struct {
	Language string
	Stage    judge.Stage
	Image    Image

	Seccomp  *specs.LinuxSeccomp // of the whole cell, gavel-init included
	Filter   []byte              // of the program: a raw struct sock_filter array
	AppArmor string              // loaded profile's name; "" means none. The exec of a program adds another

	MemoryBytes   int64   // ceiling of any program's limit
	Processes     int64   // likewise
	CPUs          float64 // processor time per wall time; 0 means no bound
	ScratchBytes  int64   // size of /tmp
	ScratchFiles  int64   // and how many files it holds, the directory itself included
	ProgramBytes  int64   // size of the program directory
	ProgramFiles  int64   // likewise
	FileBytes     int64   // largest file a program may write
	OpenFiles     int64   // descriptors of one process
	ArtefactBytes int64   // most that Collect takes

	Warm *Warm // nil: none
}

// Warm is a process that every cell starts before it is ready: an interpreter
// that has done the part of its start that no program enters. A run whose command
// fits (judge.Command.Warm) is handed to it and starts there; any other run, and
// every run once it is gone, starts as without it.
type Warm struct {
	Kind control.WarmKind
	Argv []string
	Env  []string // the whole environment

	Directories []string // of the program directory, which are there before it starts

	ChildProfile string // AppArmor profile that what it forks adds to the cell's, as an exec would; "" means none
}

// unbooted is the template without a process that serves once: to boot that takes
// several times what it saves, which is well spent on idle processors alone.
func (t Template) unbooted() Template {
	if t.Warm != nil && t.Warm.Kind == control.WarmOnce {
		t.Warm = nil
	}
	return t
}

// Image is one language image as the room rootfs keeps it.
type Image struct {
	Name   string // python-run
	Digest string // sha256:… of the manifest
	Dir    string // unpacked root file system
	Layout string // OCI image layout directory that holds the image under Name
}

func (t Template) validate() error {
	var errs []error
	positive := func(name string, value int64) {
		if value <= 0 {
			errs = append(errs, fmt.Errorf("%s is %d, must be positive", name, value))
		}
	}
	positive("memory", t.MemoryBytes)
	positive("processes", t.Processes)
	positive("scratch size", t.ScratchBytes)
	positive("scratch files", t.ScratchFiles)
	positive("program size", t.ProgramBytes)
	positive("program files", t.ProgramFiles)
	positive("file size", t.FileBytes)
	positive("open files", t.OpenFiles)
	positive("artefact size", t.ArtefactBytes)
	if w := t.Warm; w != nil && (len(w.Argv) == 0 || w.Kind != control.WarmForking && w.Kind != control.WarmOnce) {
		errs = append(errs, fmt.Errorf("warm process %q of kind %q, must have a command and be forking or once", w.Argv, w.Kind))
	}
	if t.Seccomp == nil || len(t.Filter) == 0 {
		errs = append(errs, errors.New("no seccomp profile"))
	}
	if t.Image.Dir == "" || t.Image.Digest == "" {
		errs = append(errs, errors.New("no image"))
	}
	if len(errs) > 0 {
		return fmt.Errorf("cell template %s/%s: %w", t.Language, t.Stage, errors.Join(errs...))
	}
	return nil
}
