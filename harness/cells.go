package harness

import (
	"gavel/judge"
)

// Cell is what a language needs of its cells, as plain values. Limits of a
// single run are in judge.Limits; these bound every run that a cell, made before
// its submission is known, may be given.
type Cell struct {
	WorkDir     string // working directory of the command: the program directory for a build, /tmp for a run
	MemoryBytes int64  // the largest memory limit
	Processes   int64  // the largest number of processes and threads
	CPUs        int64  // processors at once
	BoxBytes    int64  // size of the program directory, /box
	BoxFiles    int64  // and how many files it holds
	TmpBytes    int64  // size of /tmp
	TmpFiles    int64
	Seccomp     string // name of an additional seccomp profile; "" for none
	AppArmor    string // likewise for AppArmor
	Warm        *Warm  // nil: none
}

const (
	boxDir = "/box"
	tmpDir = "/tmp"
)

// Cells returns what a language needs of its cells, by stage. There is none for
// judge.StageBuild where nothing is compiled. It returns nil for an unknown
// language.
func (s *Set) Cells(id string) map[judge.Stage]Cell {
	l, ok := s.languages[id]
	if !ok {
		return nil
	}
	most := l.limits(s.maxima)
	run := l.Run.Cell.cell(tmpDir, most)
	run.Warm = l.Run.Warm.cell(l.Run.Env, l.fillWarm(s.usual(l)))
	cells := map[judge.Stage]Cell{judge.StageRun: run}
	if l.Build != nil {
		build := l.Build.Cell.cell(boxDir, judge.Limits(l.Build.Limits))
		build.Warm = l.Build.Warm.cell(l.Build.Env, l.fillWarmBuild)
		cells[judge.StageBuild] = build
	}
	return cells
}

func (c cellSize) cell(workDir string, most judge.Limits) Cell {
	return Cell{
		WorkDir: workDir, MemoryBytes: most.MemoryBytes, Processes: most.Processes,
		CPUs: c.CPUs, BoxBytes: c.BoxBytes, BoxFiles: c.BoxFiles, TmpBytes: c.TmpBytes, TmpFiles: c.TmpFiles,
		Seccomp: c.Seccomp, AppArmor: c.AppArmor,
	}
}
