// Command probe is what the tests run inside cells: each word does one thing.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	if err := do(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func do(word string, args []string) error {
	switch word {
	case "exit":
		os.Exit(number(args[0]))
	case "signal":
		return syscall.Kill(os.Getpid(), syscall.Signal(number(args[0])))
	case "cat":
		_, err := io.Copy(os.Stdout, os.Stdin)
		return err
	case "args":
		fmt.Println(strings.Join(args, "|"))
	case "env":
		fmt.Println(strings.Join(os.Environ(), "|"))
	case "ids":
		dir, _ := os.Getwd()
		groups, _ := os.Getgroups()
		fmt.Println(os.Getuid(), os.Getgid(), groups, os.Getpid() > 1, dir)
	case "flood":
		return flood(os.Stdout, number(args[0]))
	case "spin":
		spin(time.Duration(number(args[0])) * time.Millisecond)
	case "sleep":
		signal.Ignore(syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP)
		time.Sleep(time.Duration(number(args[0])) * time.Millisecond)
	case "touch":
		touch(number(args[0]) << 20)
	case "orphan":
		return start("sleep", "100000")
	case "fork":
		return forkAll(number(args[0]))
	case "bomb":
		bomb()
	case "write":
		return os.WriteFile(args[0], []byte(strings.Join(args[1:], " ")), 0o644)
	case "deep":
		return deep(number(args[0]))
	case "ls":
		return list(args[0])
	case "floods": // both outputs, from more and more processes
		return floods()
	case "mute": // no stdio any more, and at work all the same
		return mute(time.Duration(number(args[0])) * time.Millisecond)
	case "chatty": // an orphan goes on writing
		return start("flood", "1000000000000")
	case "fill":
		return fill(args[0])
	case "inodes":
		return inodes(args[0])
	case "churn":
		return churn(number(args[0]))
	case "daemons":
		return daemons(number(args[0]))
	case "crowd":
		crowd()
	case "spinners":
		return spinners(number(args[0]))
	case "stop":
		return syscall.Kill(os.Getpid(), syscall.SIGSTOP)
	case "many":
		return many()
	case "make":
		return makeThing(args[0], args[1], args[2:])
	case "result":
		_, err := os.NewFile(3, "results").WriteString(args[0])
		fmt.Println(err)
	case "reopen":
		return os.WriteFile("/dev/stdout", []byte("reopened\n"), 0)
	case "sweep":
		return sweep()
	case "sweep-foreign":
		return sweepForeign()
	case "has-32-bit": // getpid by that gate, in a child
		fmt.Println(made(gate32, 20) == "0")
	case "facts":
		return facts()
	case "leave":
		return leave()
	case "find":
		return find()
	case "killall":
		err := syscall.Kill(-1, syscall.SIGKILL)
		fmt.Println(err, syscall.Kill(1, syscall.SIGKILL))
	}
	return nil
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err)
	}
	return n
}

func flood(w io.Writer, n int) error {
	block := make([]byte, 1<<16)
	for n > 0 {
		wrote, err := w.Write(block[:min(n, len(block))])
		if err != nil {
			return err
		}
		n -= wrote
	}
	return nil
}

func spin(cpu time.Duration) {
	for start := used(); used() < start+cpu; {
		for range 1000 {
		}
	}
	fmt.Println(used().Nanoseconds())
}

// used is the processor time of this process since its start.
func used() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func touch(n int) {
	block := make([]byte, n)
	_ = syscall.Madvise(block, 15) // MADV_NOHUGEPAGE: huge pages would round the figure up; an error says that there are none
	for i := 0; i < len(block); i += 4096 {
		block[i] = 1
	}
	fmt.Println(len(block))
}

func start(args ...string) error {
	cmd := exec.Command("/proc/self/exe", args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Start()
}

func forkAll(n int) error {
	for range n {
		if err := start("sleep", "100"); err != nil {
			return err
		}
	}
	return nil
}

func bomb() {
	for {
		_ = start("bomb")
	}
}

func deep(n int) error {
	if err := os.Chdir("/tmp"); err != nil {
		return err
	}
	for i := range n {
		if err := os.Mkdir("d", 0o700); err != nil {
			return fmt.Errorf("level %d: %w", i, err)
		}
		if err := os.WriteFile("f", nil, 0); err != nil {
			return err
		}
		if err := os.Chdir("d"); err != nil {
			return err
		}
	}
	return os.Mkdir("locked", 0)
}

func list(dir string) error {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		fmt.Println(e.Name())
	}
	return err
}

func floods() error {
	go flood(os.Stderr, 1<<40)
	go func() {
		for {
			_ = start("floods")
		}
	}()
	return flood(os.Stdout, 1<<40)
}

func mute(cpu time.Duration) error {
	for fd := range 3 {
		if err := syscall.Close(fd); err != nil {
			return err
		}
	}
	spin(cpu)
	os.Exit(7)
	return nil
}

// fill writes files until the file system is full, and expects that.
func fill(dir string) error {
	block := make([]byte, 1<<20)
	for i := 0; ; i++ {
		err := os.WriteFile(fmt.Sprintf("%s/full%d", dir, i), block, 0o600)
		if errors.Is(err, syscall.ENOSPC) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func inodes(dir string) error {
	for i := 0; ; i++ {
		err := os.WriteFile(dir+"/"+strconv.Itoa(i), nil, 0)
		if errors.Is(err, syscall.ENOSPC) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// fork returns 0 in the child, which may only do raw system calls.
func fork() (int, error) {
	pid, _, errno := syscall.RawSyscall6(syscall.SYS_CLONE, uintptr(syscall.SIGCHLD), 0, 0, 0, 0, 0)
	if errno != 0 {
		return 0, errno
	}
	return int(pid), nil
}

func quit() {
	syscall.RawSyscall(syscall.SYS_EXIT_GROUP, 0, 0, 0)
}

// churn makes processes one after another.
func churn(n int) error {
	for i := range n {
		pid, err := fork()
		if err != nil {
			return fmt.Errorf("process %d: %w", i, err)
		}
		if pid == 0 {
			quit()
		}
		if _, err := syscall.Wait4(pid, nil, 0, nil); err != nil {
			return err
		}
	}
	return nil
}

// daemons makes orphans in sessions of their own, which end at once.
func daemons(n int) error {
	for i := range n {
		pid, err := fork()
		if err != nil {
			return fmt.Errorf("daemon %d: %w", i, err)
		}
		if pid == 0 {
			syscall.RawSyscall(syscall.SYS_SETSID, 0, 0, 0)
			if _, _, errno := syscall.RawSyscall6(syscall.SYS_CLONE, uintptr(syscall.SIGCHLD), 0, 0, 0, 0, 0); errno != 0 {
				syscall.RawSyscall(syscall.SYS_EXIT_GROUP, 1, 0, 0)
			}
			quit()
		}
		var status syscall.WaitStatus
		if _, err := syscall.Wait4(pid, &status, 0, nil); err != nil || status != 0 {
			return fmt.Errorf("daemon %d: status %d, %v", i, status, err)
		}
	}
	return nil
}

// crowd starts processes that do nothing until it is refused one.
func crowd() {
	for started := 0; ; started++ {
		pid, err := fork()
		if err != nil {
			fmt.Println(started)
			return
		}
		if pid == 0 {
			for {
				syscall.RawSyscall(syscall.SYS_PAUSE, 0, 0, 0)
			}
		}
	}
}

func spinners(n int) error {
	for range n {
		pid, err := fork()
		if err != nil {
			return err
		}
		if pid == 0 {
			for {
			}
		}
	}
	for {
	}
}

// makeThing makes what a build could leave behind.
func makeThing(kind, path string, args []string) error {
	switch kind {
	case "file":
		content := make([]byte, number(args[0]))
		for i := range content {
			content[i] = byte(i * 7)
		}
		return os.WriteFile(path, content, 0o755)
	case "files":
		if err := os.MkdirAll(path, 0o755); err != nil {
			return err
		}
		for i := range number(args[0]) {
			if err := os.WriteFile(fmt.Sprintf("%s/%d", path, i), []byte(strconv.Itoa(i)), 0o600); err != nil {
				return err
			}
		}
		return nil
	case "symlink":
		return os.Symlink(args[0], path)
	case "link":
		return os.Link(args[0], path)
	case "fifo":
		return syscall.Mkfifo(path, 0o666)
	case "nested":
		for range number(args[0]) {
			if err := os.Mkdir(path, 0o755); err != nil {
				return err
			}
			if err := os.Chdir(path); err != nil {
				return err
			}
			path = "d"
		}
		return os.WriteFile("f", []byte("deep"), 0o644)
	}
	return fmt.Errorf("make %s?", kind)
}

// many does a word for each line of stdin, and answers each with a line on
// descriptor 3; the first with an empty one.
func many() error {
	channel := os.NewFile(3, "results")
	fmt.Fprintln(channel)
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		words := strings.Fields(lines.Text())
		if err := do(words[0], words[1:]); err != nil {
			return err
		}
		fmt.Fprintln(channel, lines.Text())
	}
	return nil
}
