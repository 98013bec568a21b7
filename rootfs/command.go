package rootfs

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

const (
	commandTimeout = 10 * time.Minute
	maxOutput      = 64 << 10
)

// The environment of a recipe's commands. A fixed hash seed keeps the order of
// sets, and with it what Python's compiler writes, the same in every build.
var commandEnv = []string{
	"PATH=/usr/bin:/bin", "HOME=/tmp", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "TZ=UTC", "PYTHONHASHSEED=0",
	fmt.Sprintf("SOURCE_DATE_EPOCH=%d", epoch.Unix()),
}

// runIn executes a command with the tree as its root, in namespaces of its own
// (mounts, processes, an empty network) that end with it, and returns what it
// wrote, stdout and stderr together. Its addresses are neither random nor a matter
// of its limits: what a compiler precompiles is an image of its memory.
func runIn(ctx context.Context, tree string, c Command) (string, error) {
	setarch, err := exec.LookPath("setarch")
	if err != nil {
		return "", errors.New("setarch is missing: apt-get install util-linux")
	}
	ctx, cancel := context.WithTimeout(ctx, commandTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, setarch, append([]string{"--addr-no-randomize", "--addr-compat-layout",
		"unshare", "--mount", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child",
		"--root=" + tree, "--mount-proc=/proc", "--"}, c.Argv...)...)
	cmd.Env = append(append([]string(nil), commandEnv...), c.Env...)
	cmd.Stdin = strings.NewReader(c.Stdin)
	out := &tail{limit: maxOutput}
	cmd.Stdout, cmd.Stderr = out, out
	cmd.WaitDelay = time.Second
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("run %q: %w%s", c.Argv, errors.Join(err, ctx.Err()), out.indented())
	}
	return string(out.data), nil
}

// tail keeps the last bytes written to it.
type tail struct {
	data  []byte
	limit int
}

func (t *tail) Write(p []byte) (int, error) {
	t.data = append(t.data, p...)
	if over := len(t.data) - t.limit; over > 0 {
		t.data = append(t.data[:0], t.data[over:]...)
	}
	return len(p), nil
}

// indented returns the last lines for the end of an error message.
func (t *tail) indented() string {
	lines := strings.Split(strings.TrimSpace(string(t.data)), "\n")
	if lines = lines[max(0, len(lines)-20):]; len(lines) == 1 && lines[0] == "" {
		return ""
	}
	return ":\n\t" + strings.Join(lines, "\n\t")
}
