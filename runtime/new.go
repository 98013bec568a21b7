package runtime

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	goruntime "runtime"
	"slices"
	"time"

	"github.com/opencontainers/cgroups"
	"golang.org/x/sys/unix"
)

// Config says how cells are made. Zero fields mean the default in brackets.
type Config struct {
	Driver            string // auto, containerd, runc, or runsc: containerd with gVisor [auto]
	ContainerdAddress string // socket [/run/containerd/containerd.sock]
	Runsc             string // program that the driver runsc runs in the place of runc; required there
	ContainerdRuntime string // runtime's name [auto: gavel's own where containerd has that of this build, else runc.v2]
	RunDir            string // state that need not outlive a boot [/run/gavel]
	CgroupParent      string // below the hierarchies' roots [/gavel]
	InitPath          string // gavel-init on the host; required
	NoUserNamespaces  bool   // only where the host forbids them: a layer less
	IDBase            uint32 // first host id of the cells' ranges [1879048192]
	IDRanges          int    // how many ranges of 65536 ids [4000]

	Templates []Template
	Ready     int         // cells kept ready of every template [0: each is made when it is claimed]
	Memory    int64       // that ready cells may hold, bytes [a quarter of the host's]
	MaxCells  int         // living at once [what Ready needs, and 16 more]
	Makers    int         // cells made or removed at once [2]
	Report    func(error) // told of failures that nobody waits for; required
}

// The default id range lies above what systemd gives to containers and below
// 2^31, where some programs count ids as negative.
const (
	defaultIDBase   = 1_879_048_192
	defaultIDRanges = 4000
)

func (c *Config) defaults() {
	setDefault(&c.Driver, "auto")
	setDefault(&c.ContainerdAddress, "/run/containerd/containerd.sock")
	setDefault(&c.ContainerdRuntime, autoRuntime)
	setDefault(&c.RunDir, "/run/gavel")
	setDefault(&c.CgroupParent, "/gavel")
	setDefault(&c.IDBase, defaultIDBase)
	setDefault(&c.IDRanges, defaultIDRanges)
	setDefault(&c.Makers, 2)
	setDefault(&c.MaxCells, len(c.Templates)*c.Ready+16)
}

// budget is for Memory what defaults is for the rest.
func (c *Config) budget() error {
	host, err := hostMemory()
	setDefault(&c.Memory, host/4)
	return err
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

func (c *Config) validate() error {
	var errs []error
	if !slices.Contains([]string{"auto", "containerd", "runc", "runsc"}, c.Driver) {
		errs = append(errs, fmt.Errorf("runtime is %q, must be auto, containerd, runc or runsc", c.Driver))
	}
	if c.Memory < 0 {
		errs = append(errs, fmt.Errorf("memory of ready cells is %d, must not be negative", c.Memory))
	}
	if c.Ready < 0 || c.Makers < 1 {
		errs = append(errs, fmt.Errorf("%d cells to keep ready by %d makers, need at least 0 by 1", c.Ready, c.Makers))
	}
	if last := uint64(c.IDBase) + uint64(max(c.IDRanges, 0))*idsPerCell; c.IDRanges < c.MaxCells || last > 1<<31 {
		errs = append(errs, fmt.Errorf("%d id ranges from %d end at %d: need one for each of %d cells, and an end up to %d",
			c.IDRanges, c.IDBase, last, c.MaxCells, 1<<31))
	}
	if c.MaxCells < 2 {
		errs = append(errs, fmt.Errorf("at most %d cells, need at least 2: one to build in, one to run in", c.MaxCells))
	}
	if _, err := os.Stat(c.InitPath); err != nil {
		errs = append(errs, fmt.Errorf("gavel-init: %w; build it with `make`", err))
	}
	if c.Report == nil {
		errs = append(errs, errors.New("no Report function"))
	}
	for _, t := range c.Templates {
		errs = append(errs, t.validate())
	}
	return errors.Join(errs...)
}

// New sweeps what dead processes left, chooses a driver and starts to make cells.
// The caller closes the pool.
func New(ctx context.Context, c Config) (*Pool, error) {
	c.defaults()
	c.Templates = slices.Clone(c.Templates)
	if err := errors.Join(c.budget(), c.validate(), checkSwap()); err != nil {
		return nil, fmt.Errorf("runtime: %w", err)
	}
	self, err := newOwner(c.RunDir, c.CgroupParent)
	if err != nil {
		return nil, fmt.Errorf("runtime: %w", err)
	}
	drv, name, why, err := chooseDriver(ctx, c, self)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("runtime: %w", err), self.remove())
	}
	cleanUp := func(context.Context) error { return errors.Join(drv.close(), self.remove()) }
	p, err := newPool(ctx, c, self, drv)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("runtime: %w", err), cleanUp(ctx))
	}
	p.driver, p.why, p.cleanUp = name, why, cleanUp
	p.open()
	return p, nil
}

func newPool(ctx context.Context, c Config, self *owner, drv driver) (*Pool, error) {
	if err := sweep(ctx, c, drv); err != nil {
		return nil, fmt.Errorf("sweep: %w", err)
	}
	ids, err := newIDRanges(filepath.Join(c.RunDir, "ids"), c.IDBase, c.IDRanges)
	if err != nil {
		return nil, err
	}
	for i := range c.Templates {
		image := &c.Templates[i].Image
		if image.Dir, err = filepath.EvalSymlinks(image.Dir); err == nil { // libcontainer takes no root through a link
			err = drv.prepare(ctx, *image)
		}
		if err != nil {
			return nil, fmt.Errorf("prepare image %s: %w", image.Name, err)
		}
	}
	proc, err := SystemProc()
	if err != nil {
		return nil, fmt.Errorf("paths to mask: %w", err)
	}
	m := &maker{
		owner: self, driver: drv, ids: ids, userns: !c.NoUserNamespaces,
		gVisor: c.Driver == "runsc", folios: c.Driver != "runsc" && LargeFolios(),
		init: c.InitPath, proc: proc, v2: cgroups.IsCgroup2UnifiedMode(), report: c.Report,
	}
	return newShelves(ctx, c, m), nil
}

func newShelves(ctx context.Context, c Config, m cellMaker) *Pool {
	p := &Pool{
		maker: m, report: c.Report, most: c.MaxCells, memory: c.Memory, cores: goruntime.NumCPU(),
		cells: map[*Cell]bool{}, turns: make(chan struct{}, c.Makers),
	}
	p.ctx, p.stop = context.WithCancel(context.WithoutCancel(ctx))
	for _, t := range c.Templates {
		p.shelves = append(p.shelves, &shelf{template: t, least: c.Ready})
	}
	return p
}

// chooseDriver says which driver it takes and why.
func chooseDriver(ctx context.Context, c Config, self *owner) (drv driver, name, why string, err error) {
	if c.Driver == "runc" {
		return newInProcess(self), "runc", "asked for", nil
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	connect := newContainerd
	if c.Driver == "runsc" {
		connect = newGVisor
	}
	drv, version, err := connect(ctx, c, self)
	switch {
	case err == nil && c.Driver != "auto":
		return drv, c.Driver, "asked for; containerd " + version, nil
	case err == nil:
		return drv, "containerd", fmt.Sprintf("containerd %s answers at %s", version, c.ContainerdAddress), nil
	case c.Driver != "auto":
		return nil, "", "", fmt.Errorf("containerd at %s: %w; start it, or use --runtime runc", c.ContainerdAddress, err)
	}
	return newInProcess(self), "runc", fmt.Sprintf("containerd does not answer at %s: %v", c.ContainerdAddress, err), nil
}

// sweep removes what processes that are gone left behind: their containers,
// processes, control groups, mounts and directories. Nothing without an owner's
// name is touched.
func sweep(ctx context.Context, c Config, drv driver) error {
	alive := func(name string) bool {
		dir := filepath.Join(c.RunDir, "owners", name)
		if name == "" || !isDir(dir) {
			return false
		}
		lock, err := tryLock(filepath.Join(dir, lockName))
		if err == nil {
			lock.Close()
		}
		return errors.Is(err, unix.EWOULDBLOCK)
	}
	if err := drv.sweep(ctx, alive); err != nil {
		return err
	}
	dead, err := deadOwners(c.RunDir, c.CgroupParent)
	for _, o := range dead {
		err = errors.Join(err, o.remove())
	}
	return err
}
