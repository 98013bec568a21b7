package main

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"gavel/judge"
)

// submitMany submits n programs that take a moment and returns their ids.
func (s *running) submitMany(n int) (ids []string) {
	s.t.Helper()
	for i := range n {
		expected := judge.Text(fmt.Sprintln(i))
		var answer struct {
			JobID string `json:"job_id"`
		}
		status := s.post("/submit", judge.Submission{
			Language: "python", Code: judge.Text("import time\ntime.sleep(0.01)\nprint(input())"),
			Tests: []judge.Test{{Stdin: judge.Text(fmt.Sprintln(i)), Expected: &expected}},
		}, &answer)
		if status != http.StatusAccepted || answer.JobID == "" {
			s.t.Fatalf("submission %d: status %d", i, status)
		}
		ids = append(ids, answer.JobID)
	}
	return ids
}

// allAccepted wants exactly one result for each id, and the right one.
func (s *running) allAccepted(ids []string) {
	s.t.Helper()
	for i, id := range ids {
		var report judge.Report
		if status := s.get("/result/"+id+"?wait=60", &report); status != http.StatusOK || report.Verdict == nil {
			s.t.Fatalf("job %d, %s: status %d, %s", i, id, status, report.Status)
		}
		if *report.Verdict != judge.Accepted || string(report.Tests[0].Stdout) != fmt.Sprintln(i) {
			s.t.Errorf("job %d, %s: %s %s, stdout %q", i, id, *report.Verdict, orNone(report.Error), report.Tests[0].Stdout)
		}
	}
}

// done counts the results that are there.
func (s *running) done(ids []string) (n int) {
	for _, id := range ids {
		var report judge.Report
		if s.get("/result/"+id, &report); report.Status == judge.StatusDone {
			n++
		}
	}
	return n
}

// TestKillNineLosesNothing kills the server while 200 jobs are queued and running,
// again and again, and finds 200 results.
func TestKillNineLosesNothing(t *testing.T) {
	const jobs = 200
	s := startServer(t, "--runtime", "runc", "--workers", "2", "--pool", "2")
	ids := s.submitMany(jobs)
	for round := 1; round <= 3; round++ {
		s.until("some more jobs are done", limitOfWaiting, func() bool { return s.done(ids) >= 20*round })
		if n := s.done(ids); n == jobs {
			t.Fatalf("all jobs were done before kill %d: nothing is tested", round)
		}
		s.stop(syscall.SIGKILL)
		s.start()
	}
	s.allAccepted(ids)
	if n := s.done(ids); n != jobs {
		t.Errorf("%d results, want exactly %d", n, jobs)
	}
}

// TestShutdownKeepsTheQueue ends the server in an orderly way in the midst of
// work. Nothing is left on the host, and the next start goes on.
func TestShutdownKeepsTheQueue(t *testing.T) {
	for _, driver := range []string{"runc", "containerd"} {
		t.Run(driver, func(t *testing.T) {
			s := startServer(t, "--runtime", driver)
			ids := s.submitMany(20)
			s.until("a job is done", limitOfWaiting, func() bool { return s.done(ids) > 0 })
			s.stop(syscall.SIGINT)
			s.leavesNothing()
			s.start()
			s.allAccepted(ids)
		})
	}
}

// TestContainerdRestartedUnderRunningJobs kills gavel's containerd while jobs
// run: it is started again, and every job is judged.
func TestContainerdRestartedUnderRunningJobs(t *testing.T) {
	s := startServer(t, "--runtime", "containerd", "--workers", "2")
	ids := s.submitMany(40)
	for round := 1; round <= 2; round++ {
		s.until("some more jobs are done", limitOfWaiting, func() bool { return s.done(ids) >= 5*round })
		s.kill("bin/containerd --config " + filepath.Join(s.run, "containerd"))
	}
	s.allAccepted(ids)
	if s.log.count("containerd ended; starting it again") == 0 {
		t.Error("the log does not tell that containerd ended")
	}
}

// TestShimKilledUnderRunningJobs kills gavel's shim while jobs run: cells die with
// it, their jobs are judged again in others.
func TestShimKilledUnderRunningJobs(t *testing.T) {
	s := startServer(t, "--runtime", "containerd", "--containerd-runtime", "io.containerd.gavel.v1", "--workers", "2", "--attempts", "10")
	ids := s.submitMany(40)
	for round := 1; round <= 2; round++ {
		s.until("some more jobs are done", limitOfWaiting, func() bool { return s.done(ids) >= 5*round })
		s.kill("containerd-shim-gavel-v1 -namespace")
	}
	s.allAccepted(ids)
}

// kill ends the process whose command line has the text, which may just be
// starting again.
func (s *running) kill(text string) {
	s.t.Helper()
	s.until("a process with "+text, limitOfWaiting, func() bool {
		for _, found := range s.processes() {
			var pid int
			if fmt.Sscanf(found, "%d:", &pid); pid > 1 && strings.Contains(found, text) {
				return syscall.Kill(pid, syscall.SIGKILL) == nil
			}
		}
		return false
	})
}

// TestLeftOversAreSwept kills the server and wants the next start to remove what
// the dead one's cells left.
func TestLeftOversAreSwept(t *testing.T) {
	for _, driver := range []string{"runc", "containerd"} {
		t.Run(driver, func(t *testing.T) {
			s := startServer(t, "--runtime", driver)
			dead := s.names[len(s.names)-1]
			s.stop(syscall.SIGKILL)
			if len(s.controlGroups()) == 0 {
				t.Fatal("a killed server left nothing: nothing is tested")
			}
			s.start()
			for _, found := range append(s.controlGroups(), s.owners()...) {
				if strings.Contains(found, dead) {
					t.Errorf("not swept: %s", found)
				}
			}
		})
	}
}
