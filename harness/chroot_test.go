package harness

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"gavel/judge"
)

// The drivers are tested with the compilers and interpreters of the images, which
// lie unpacked below the folder that DATA names. A program runs with the image as
// its root, read-only and with a uid of its own, but in no container: the tests
// hold hostile programs, and others use the images.

// imageOf names the image of each language's cells.
var imageOf = map[string]string{
	"python build": "python-run", "python run": "python-run",
	"cpp build": "cpp-build", "cpp run": "cpp-run",
	"java build": "java-build", "java run": "java-run",
}

// jail is a thread with mounts of its own, on which all programs are started.
type jail struct {
	work  chan func()
	roots map[string]string // by language and stage
}

var jailed = sync.OnceValues(newJail)

// images returns the jail. It skips where root tests were not asked for, and
// fails where they were and the images are not there.
func images(t testing.TB) *jail {
	t.Helper()
	if os.Geteuid() != 0 && os.Getenv("GAVEL_ROOT_TESTS") != "1" {
		t.Skip("needs root and the images; GAVEL_ROOT_TESTS=1 makes that a failure")
	}
	j, err := jailed()
	if err != nil {
		if os.Getenv("GAVEL_ROOT_TESTS") != "1" {
			t.Skipf("%v; GAVEL_ROOT_TESTS=1 makes that a failure", err)
		}
		t.Fatal(err)
	}
	return j
}

func newJail() (*jail, error) {
	j := &jail{work: make(chan func()), roots: map[string]string{}}
	data := os.Getenv("DATA")
	if data == "" {
		data = "/var/lib/gavel"
	}
	store := filepath.Join(data, "images")
	index, err := os.ReadFile(filepath.Join(store, "oci", "index.json"))
	if err != nil {
		return nil, fmt.Errorf("images, which gavel rootfs build makes: %w", err)
	}
	var listed struct {
		Manifests []struct {
			Digest      string            `json:"digest"`
			Annotations map[string]string `json:"annotations"`
		} `json:"manifests"`
	}
	if err := json.Unmarshal(index, &listed); err != nil {
		return nil, fmt.Errorf("index of images: %w", err)
	}
	for stage, name := range imageOf {
		for _, m := range listed.Manifests {
			if m.Annotations["org.opencontainers.image.ref.name"] == name {
				j.roots[stage] = filepath.Join(store, "unpacked", strings.TrimPrefix(m.Digest, "sha256:"), "rootfs")
			}
		}
		if j.roots[stage] == "" {
			return nil, fmt.Errorf("no image %s below %s: gavel rootfs build makes it", name, store)
		}
	}
	ready := make(chan error)
	go j.serve(ready)
	return j, <-ready
}

// serve does the work on a thread that has left the mounts of all others. It ends
// with the process.
func (j *jail) serve(ready chan<- error) {
	runtime.LockOSThread()
	ready <- j.enter()
	for work := range j.work {
		work()
	}
}

func (j *jail) enter() error {
	stack := unix.Rlimit{Cur: 256 << 20, Max: unix.RLIM_INFINITY}
	if err := unix.Setrlimit(unix.RLIMIT_STACK, &stack); err != nil {
		return fmt.Errorf("stack limit: %w", err)
	}
	if err := unix.Unshare(unix.CLONE_NEWNS); err != nil {
		return fmt.Errorf("mounts of its own: %w", err)
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("private mounts: %w", err)
	}
	done := map[string]bool{}
	for _, root := range j.roots {
		if done[root] {
			continue
		}
		done[root] = true
		if err := shield(root); err != nil {
			return fmt.Errorf("image %s: %w", root, err)
		}
	}
	return nil
}

// jailUID is nobody's else on the host: a hostile program can neither write what
// the images are made of nor signal what is not its own.
const jailUID = 1_717_171_717

// shield makes an image read-only, to root as well, and gives it folders of its
// own where programs write. It fails where the image can still be written.
func shield(root string) error {
	root = filepath.Clean(root)
	if err := unix.Mount(root, root, "", unix.MS_BIND, ""); err != nil {
		return fmt.Errorf("bind: %w", err)
	}
	if err := unix.Mount("", root, "", unix.MS_REMOUNT|unix.MS_BIND|unix.MS_RDONLY|unix.MS_NOSUID, ""); err != nil {
		return fmt.Errorf("read-only: %w", err)
	}
	if err := unix.Access(root, unix.W_OK); !errors.Is(err, unix.EROFS) {
		return fmt.Errorf("it can be written, %v; want EROFS", err)
	}
	for _, m := range [][3]string{{"tmpfs", "box", "mode=0755"}, {"tmpfs", "tmp", "mode=1777"}, {"tmpfs", "dev", "mode=0755"}, {"proc", "proc", "hidepid=2"}} {
		if err := unix.Mount(m[0], filepath.Join(root, m[1]), m[0], unix.MS_NOSUID, m[2]); err != nil {
			return fmt.Errorf("mount %s: %w", m[1], err)
		}
	}
	for name, number := range map[string]uint32{"null": 3, "zero": 5, "random": 8, "urandom": 9} {
		path := filepath.Join(root, "dev", name)
		if err := errors.Join(unix.Mknod(path, unix.S_IFCHR, int(unix.Mkdev(1, number))), unix.Chmod(path, 0o666)); err != nil {
			return fmt.Errorf("device %s: %w", name, err)
		}
	}
	return nil
}

// do runs work on the jail's thread.
func (j *jail) do(work func()) {
	done := make(chan struct{})
	j.work <- func() {
		defer close(done)
		work()
	}
	<-done
}

// Claim is judge.Cells: a cell is the program directory of an image, emptied.
func (j *jail) Claim(_ context.Context, language string, stage judge.Stage) (judge.Cell, error) {
	c := &jailCell{jail: j, root: j.roots[language+" "+string(stage)], dir: "/tmp"}
	if stage == judge.StageBuild {
		c.dir = "/box"
	}
	return c, nil
}

type jailCell struct {
	jail *jail
	root string
	dir  string
}

func (c *jailCell) box() string { return filepath.Join(c.root, "box") }

func (c *jailCell) Put(_ context.Context, files []judge.File) (err error) {
	c.jail.do(func() {
		var entries []os.DirEntry
		if entries, err = os.ReadDir(c.box()); err != nil {
			return
		}
		for _, entry := range entries {
			err = errors.Join(err, os.RemoveAll(filepath.Join(c.box(), entry.Name())))
		}
		for _, file := range files {
			path := filepath.Join(c.box(), file.Path)
			err = errors.Join(err, os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, file.Data, os.FileMode(file.Mode)))
		}
		if c.dir == "/box" { // a build writes beside its sources
			err = errors.Join(err, os.Chmod(c.box(), 0o777))
		} else {
			err = errors.Join(err, os.Chmod(c.box(), 0o755))
		}
	})
	return err
}

func (c *jailCell) Run(ctx context.Context, command judge.Command, stdin []byte, limits judge.Limits) (outcome judge.Outcome, err error) {
	ctx, cancel := context.WithTimeout(ctx, max(limits.Wall(), 2*time.Minute)) // the host may be busy
	defer cancel()
	program := exec.Command(command.Argv[0], command.Argv[1:]...)
	program.Env, program.Dir, program.Stdin = command.Env, c.dir, bytes.NewReader(stdin)
	program.SysProcAttr = &syscall.SysProcAttr{Chroot: c.root, Setpgid: true, Credential: &syscall.Credential{Uid: jailUID, Gid: jailUID}}
	program.WaitDelay = 10 * time.Second
	var stdout, stderr, results bytes.Buffer
	program.Stdout, program.Stderr = &stdout, &stderr
	var channel *os.File
	read := make(chan error, 1)
	if command.Results {
		reader, writer, err := os.Pipe()
		if err != nil {
			return outcome, err
		}
		channel, program.ExtraFiles = writer, []*os.File{writer}
		go func() { _, err := io.Copy(&results, io.LimitReader(reader, 64<<20)); read <- err }()
	} else {
		read <- nil
	}
	c.jail.do(func() { err = program.Start() })
	if err != nil {
		return outcome, err
	}
	if channel != nil {
		channel.Close()
	}
	stop := context.AfterFunc(ctx, func() { _ = unix.Kill(-program.Process.Pid, unix.SIGKILL) })
	ended := program.Wait()
	_ = unix.Kill(-program.Process.Pid, unix.SIGKILL) // what it left behind
	if !stop() {
		outcome.Killed = judge.ReasonWall
	}
	if exit, ok := errors.AsType[*exec.ExitError](ended); ended != nil && !ok {
		return outcome, ended
	} else if status, ok := program.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		outcome.Signal = unix.SignalName(status.Signal())
	} else if exit != nil {
		outcome.ExitCode = exit.ExitCode()
	}
	err = <-read
	outcome.Stdout.Data, outcome.Stderr.Data, outcome.Results.Data = stdout.Bytes(), stderr.Bytes(), results.Bytes()
	return outcome, err
}

func (c *jailCell) RunMany(context.Context, judge.Command, func(int) []byte, judge.Limits) ([]judge.Outcome, error) {
	return nil, errors.New("this cell runs one test at a time")
}

func (c *jailCell) Collect(_ context.Context, path string) (files []judge.File, err error) {
	c.jail.do(func() {
		err = filepath.WalkDir(filepath.Join(c.box(), path), func(name string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.Type().IsRegular() {
				return err
			}
			data, err := os.ReadFile(name)
			relative, _ := filepath.Rel(c.box(), name)
			files = append(files, judge.File{Path: relative, Data: data})
			return err
		})
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = judge.ErrNotFound
	}
	return files, err
}

func (c *jailCell) Spent() bool { return false }
func (c *jailCell) Destroy()    {}

// judged walks a submission along the line, as a worker would. Normalize writes
// into the tests, which the caller may use for other languages at the same time.
func judged(t testing.TB, submission judge.Submission) judge.Report {
	t.Helper()
	submission.Tests = slices.Clone(submission.Tests)
	for i := range submission.Tests {
		test := &submission.Tests[i]
		test.Want = slices.Clone(test.Want)
		test.Args = slices.Clone(test.Args)
		for j := range test.Args {
			test.Args[j] = slices.Clone(test.Args[j])
		}
	}
	if err := submission.Normalize(); err != nil {
		t.Fatal(err)
	}
	set := newSet(t, Config{})
	line, err := judge.NewLine(judge.Config{Cells: images(t), Languages: set})
	if err != nil {
		t.Fatal(err)
	}
	submission, err = set.Admit(submission)
	if err != nil {
		t.Fatal(err)
	}
	report, err := line.Judge(t.Context(), judge.Job{ID: "test", Submission: submission}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// eachLanguage runs a test once for every language, all at once: their cells are
// apart.
func eachLanguage(t *testing.T, test func(t *testing.T, language string)) {
	t.Helper()
	images(t)
	for _, language := range []string{"python", "cpp", "java"} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			test(t, language)
		})
	}
}
