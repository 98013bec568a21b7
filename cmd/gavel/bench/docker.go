package bench

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"syscall"
)

// docker is the program, with images of its own made from ours.
type docker struct {
	program string
	version string            // of the daemon
	images  map[string]string // by language
}

// openDocker looks for a daemon and hands it the run images. Where none answers
// it returns nil and why.
func (r *run) openDocker(name string) (*docker, string, error) {
	path, err := exec.LookPath("docker")
	if err != nil {
		return nil, "no docker program", nil
	}
	version, err := exec.CommandContext(r.ctx, path, "version", "--format", "{{.Server.Version}}").Output()
	if err != nil {
		return nil, "no daemon", nil
	}
	d := &docker{program: path, version: strings.TrimSpace(string(version)), images: map[string]string{}}
	for _, id := range languages {
		d.images[id] = name + "-" + id
		if err := d.load(r.ctx, d.images[id], r.options.Languages[id].RunRoot); err != nil {
			return nil, "", errors.Join(err, d.close())
		}
	}
	return d, "", nil
}

// load makes an image of a tree: what tar says, docker import takes.
func (d *docker) load(ctx context.Context, image, tree string) error {
	tar := exec.CommandContext(ctx, "tar", "-C", tree, "-c", ".")
	take := exec.CommandContext(ctx, d.program, "import", "-", image)
	var err error
	if take.Stdin, err = tar.StdoutPipe(); err != nil {
		return err
	}
	if err := tar.Start(); err != nil {
		return err
	}
	said, err := take.CombinedOutput()
	if err = errors.Join(err, tar.Wait()); err != nil {
		return fmt.Errorf("docker import %s: %w: %s", image, err, said)
	}
	return nil
}

// runDocker runs the tiny program in a container of its own.
func (r *run) runDocker(ctx context.Context, p program, _ int) error {
	d := r.docker
	argv := append([]string{d.program, "run", "--rm", "-i", "--network", "none", "-v", r.boxDir(p.language) + ":/box:ro",
		d.images[p.language]}, r.options.Languages[p.language].command(p.language)...)
	stdout, _, err := execute(ctx, argv, p.stdin, &syscall.SysProcAttr{Setpgid: true}, "/")
	if err == nil && !p.right(stdout) {
		err = fmt.Errorf("docker run printed %q", stdout)
	}
	return err
}

func (d *docker) close() error {
	var errs []error
	for _, image := range d.images {
		said, err := exec.Command(d.program, "image", "rm", "--force", image).CombinedOutput()
		if err != nil {
			errs = append(errs, fmt.Errorf("docker image rm %s: %w: %s", image, err, said))
		}
	}
	return errors.Join(errs...)
}
