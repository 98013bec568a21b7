// Command probe is what the tests run inside cells: each word does one thing.
package main

import (
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
	case "reopen":
		return os.WriteFile("/dev/stdout", []byte("reopened\n"), 0)
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
	var used syscall.Rusage
	for {
		for range 1000 {
		}
		_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used)
		if time.Duration(used.Utime.Nano()+used.Stime.Nano()) >= cpu {
			fmt.Println(used.Utime.Nano() + used.Stime.Nano())
			return
		}
	}
}

func touch(n int) {
	block := make([]byte, n)
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
