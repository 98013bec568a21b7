package main

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	goruntime "runtime"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"gavel/judge"
)

// Config is every setting of gavel. Each is a flag (--max-code), an environment
// variable (GAVEL_MAX_CODE) and a key of the configuration file (max-code), all
// made from one line of flags below. Sizes are bytes.
type Config struct {
	Listen string
	Data   string
	RunDir string
	Images string // "": Data/images
	Prefix string // of the containerd and runc that the set-up built; "": Data/bin

	Runtime           string // auto, containerd, runc or runsc
	ContainerdAddress string
	ContainerdRuntime string
	Init              string // "": beside this executable
	Workers           int    // 0: as many as there are processors
	Name              string // "": the host's name
	Pool              int    // cells kept ready for each language and stage
	PoolMemory        int64  // bytes that they may hold; 0: a quarter of the host's
	Cells             int    // living at once; 0: what Pool needs and some for what is running
	Warm              string // auto or off
	AppArmor          string // auto, require or off
	UserNamespaces    bool
	IDBase            int64

	Scan      string // enforce, report or off
	ScanRules string // file or directory of rules over the built-in ones
	Languages string // directory of languages besides the built-in ones

	CheckerFiles   string // directory of what custom checkers may include
	AdminTokenFile string // "": nobody is an administrator

	Defaults judge.Limits // zero fields: what the language says
	Maxima   judge.Limits // zero fields: what the language says
	MaxBody  int64
	MaxCode  int64
	MaxTests int
	MaxWait  time.Duration
	MaxText  int64

	CompileCache   int64 // bytes; 0 means none
	Lease          time.Duration
	Attempts       int
	QueueLength    int
	RetentionAge   time.Duration
	RetentionCount int

	LogLevel  string
	LogFormat string
}

// defaultConfig is the configuration where nobody says anything.
func defaultConfig() *Config {
	return &Config{
		Listen: "127.0.0.1:8080", Data: "/var/lib/gavel", RunDir: "/run/gavel",
		Runtime: "auto", ContainerdAddress: "/run/containerd/containerd.sock", ContainerdRuntime: "auto",
		Pool: 2, Warm: "auto", AppArmor: "auto", UserNamespaces: true, IDBase: 0x70000000,
		Scan:    "enforce",
		MaxBody: 64 << 20, MaxCode: 256 << 10, MaxTests: 1000, MaxWait: time.Minute, MaxText: 64 << 10,
		CompileCache: 512 << 20, Lease: 30 * time.Second, Attempts: 3, QueueLength: 10000,
		RetentionAge: 7 * 24 * time.Hour, RetentionCount: 100000,
		LogLevel: "info", LogFormat: "text",
	}
}

// flags makes a flag of every setting, bound to its field.
func (c *Config) flags() *pflag.FlagSet {
	fs := pflag.NewFlagSet("gavel", pflag.ContinueOnError)
	fs.StringVar(&c.Listen, "listen", c.Listen, "address to serve on, host:port")
	fs.StringVar(&c.Data, "data", c.Data, "directory of the store and, unless they are elsewhere, the images")
	fs.StringVar(&c.Images, "images", c.Images, "directory of the languages' images (default: images below --data)")
	fs.StringVar(&c.RunDir, "run-dir", c.RunDir, "directory of sockets and live cells, on a file system that a restart empties")
	fs.StringVar(&c.Prefix, "prefix", c.Prefix, "directory of gavel's own containerd and runc (default: bin below --data)")
	c.runtimeFlags(fs)
	fs.Var(choice(&c.Scan, "enforce", "report", "off"), "scan", "what the static scan does: enforce, report or off")
	fs.StringVar(&c.ScanRules, "scan-rules", c.ScanRules, "file or directory of scan rules over the built-in ones")
	fs.StringVar(&c.Languages, "languages", c.Languages, "directory of further languages, one folder each; one of the same id replaces a built-in one")
	fs.StringVar(&c.CheckerFiles, "checker-files", c.CheckerFiles, "directory of what custom checkers may include, one folder for each language, such as cpp/testlib.h")
	fs.StringVar(&c.AdminTokenFile, "admin-token-file", c.AdminTokenFile, "file with the token of those who may see secret tests, and who alone change problems then; nobody else may read it")
	c.limitFlags(fs)
	c.storeFlags(fs)
	fs.Var(choice(&c.LogLevel, "debug", "info", "warn", "error"), "log-level", "what is logged: debug, info, warn or error")
	fs.Var(choice(&c.LogFormat, "text", "json"), "log-format", "how it is logged: text or json")
	fs.SortFlags = false
	return fs
}

func (c *Config) runtimeFlags(fs *pflag.FlagSet) {
	fs.Var(choice(&c.Runtime, "auto", "containerd", "runc", "runsc"), "runtime", "what makes containers: auto, containerd, runc, or runsc (gVisor, through containerd)")
	fs.StringVar(&c.ContainerdAddress, "containerd-address", c.ContainerdAddress, "socket of the host's containerd; gavel's own is started where none answers there")
	fs.StringVar(&c.ContainerdRuntime, "containerd-runtime", c.ContainerdRuntime, "containerd's runtime: io.containerd.gavel.v1, io.containerd.runc.v2 or another installed one; auto: the first, where it is of this build, else the second")
	fs.StringVar(&c.Init, "init", c.Init, "the static gavel-init (default: beside this program)")
	fs.IntVar(&c.Workers, "workers", c.Workers, "submissions judged at once (default: as many as there are processors)")
	fs.StringVar(&c.Name, "name", c.Name, "this worker's name in results (default: the host's name)")
	fs.IntVar(&c.Pool, "pool", c.Pool, "cells kept ready for each language and stage; more of what is much used")
	fs.Var(size(&c.PoolMemory), "pool-memory", "memory that ready cells may hold (default: a quarter of the host's)")
	fs.IntVar(&c.Cells, "cells", c.Cells, "most cells at once (default: what --pool needs and 16 more)")
	fs.Var(choice(&c.Warm, "auto", "off"), "warm", "interpreters that are started ahead, before a cell is claimed: auto or off")
	fs.Var(choice(&c.AppArmor, "auto", "require", "off"), "apparmor", "AppArmor profiles: auto, require (refuse to start without) or off")
	fs.BoolVar(&c.UserNamespaces, "user-namespaces", c.UserNamespaces, "give every cell a user namespace and an id range of its own")
	fs.Int64Var(&c.IDBase, "id-base", c.IDBase, "first host id of the cells' id ranges")
}

func (c *Config) limitFlags(fs *pflag.FlagSet) {
	limits := func(prefix, usage string, l *judge.Limits) {
		fs.Var(millis(&l.CPUMillis), prefix+"-cpu", usage+" CPU time of a test (default: the language's)")
		fs.Var(millis(&l.WallMillis), prefix+"-wall", usage+" wall-clock time of a test (default: the language's)")
		fs.Var(size(&l.MemoryBytes), prefix+"-memory", usage+" memory of a test (default: the language's)")
		fs.Var(size(&l.OutputBytes), prefix+"-output", usage+" output of a test (default: the language's)")
		fs.Int64Var(&l.Processes, prefix+"-processes", l.Processes, usage+" number of a test's processes and threads (default: the language's)")
	}
	limits("default", "usual", &c.Defaults)
	limits("max", "largest", &c.Maxima)
	fs.Var(size(&c.MaxBody), "max-body", "largest request body")
	fs.Var(size(&c.MaxCode), "max-code", "largest source")
	fs.IntVar(&c.MaxTests, "max-tests", c.MaxTests, "most tests in a submission, and most runs of them in all")
	fs.DurationVar(&c.MaxWait, "max-wait", c.MaxWait, "longest ?wait= of a request")
	fs.Var(size(&c.MaxText), "max-text", "longest output of a program shown in a result")
}

func (c *Config) storeFlags(fs *pflag.FlagSet) {
	fs.Var(size(&c.CompileCache), "compile-cache", "most bytes of compiled programs kept below --data, for sources that come again; 0 keeps none")
	fs.DurationVar(&c.Lease, "lease", c.Lease, "time after which a job whose worker went silent is judged again")
	fs.IntVar(&c.Attempts, "attempts", c.Attempts, "times a job is tried before it ends as judge_error")
	fs.IntVar(&c.QueueLength, "queue", c.QueueLength, "most waiting jobs; further submissions get 429")
	fs.DurationVar(&c.RetentionAge, "retention-age", c.RetentionAge, "time that a result is kept")
	fs.IntVar(&c.RetentionCount, "retention-count", c.RetentionCount, "results kept at most; the oldest go first")
}

// complete fills what depends on the machine, once all sources were read.
func (c *Config) complete() error {
	if filepath.IsAbs(c.Data) { // else one fault would be told three times
		c.Prefix = cmp.Or(c.Prefix, filepath.Join(c.Data, "bin"))
		c.Images = cmp.Or(c.Images, filepath.Join(c.Data, "images"))
	}
	if c.Workers == 0 {
		c.Workers = goruntime.NumCPU()
	}
	if c.Init == "" {
		self, err := os.Executable()
		if err != nil {
			return fmt.Errorf("find gavel-init: %w", err)
		}
		c.Init = filepath.Join(filepath.Dir(self), "gavel-init")
	}
	if c.Name == "" {
		name, err := os.Hostname()
		if err != nil {
			return fmt.Errorf("find the host's name: %w (give one with --name)", err)
		}
		c.Name = name
	}
	return c.validate()
}

// isAddress tells whether a server can be asked to listen there; a port may have a
// name.
func isAddress(listen string) bool {
	_, port, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	_, err = net.LookupPort("tcp", port)
	return err == nil
}

// validate returns one message per setting that cannot be.
func (c *Config) validate() error {
	var errs []error
	refuse := func(key, format string, args ...any) {
		errs = append(errs, &settingError{key, fmt.Errorf(format, args...)})
	}
	if !isAddress(c.Listen) {
		refuse("listen", "%q is no address: write host:port, such as 127.0.0.1:8080", c.Listen)
	}
	for key, path := range map[string]string{"data": c.Data, "run-dir": c.RunDir, "images": c.Images, "prefix": c.Prefix, "init": c.Init} {
		if path != "" && !filepath.IsAbs(path) {
			refuse(key, "%q is not an absolute path", path)
		}
	}
	if strings.Contains(c.ContainerdRuntime, "runsc") {
		refuse("containerd-runtime", "%q is gVisor's: leave this at auto and set runtime = \"runsc\"", c.ContainerdRuntime)
	}
	for _, b := range c.bounds() {
		if b.value < b.min || b.value > b.max {
			refuse(b.key, "%s is outside %s to %s", b.show(b.value), b.show(b.min), b.show(b.max))
		}
	}
	errs = append(errs, c.validateLimits()...)
	return errors.Join(errs...)
}

type bound struct {
	key             string
	value, min, max int64
	show            func(int64) string
}

// bounds are the numbers that a setting may have.
func (c *Config) bounds() []bound {
	day := int64(24 * time.Hour)
	return []bound{
		{"workers", int64(c.Workers), 1, 1024, plain},
		{"pool", int64(c.Pool), 1, 256, plain},
		{"pool-memory", c.PoolMemory, 0, 1 << 50, showSize},
		{"cells", int64(c.Cells), 0, 100000, plain},
		{"id-base", c.IDBase, 65536, 1<<31 - 1<<28, plain},
		{"max-body", c.MaxBody, 1 << 10, 1 << 30, showSize},
		{"max-code", c.MaxCode, 1, c.MaxBody, showSize},
		{"max-tests", int64(c.MaxTests), 1, 100000, plain},
		{"max-wait", int64(c.MaxWait), 0, int64(time.Hour), showDuration},
		{"max-text", c.MaxText, 0, 64 << 20, showSize},
		{"compile-cache", c.CompileCache, 0, 1 << 40, showSize},
		{"lease", int64(c.Lease), int64(time.Second), int64(time.Hour), showDuration},
		{"attempts", int64(c.Attempts), 1, 100, plain},
		{"queue", int64(c.QueueLength), 1, 10_000_000, plain},
		{"retention-age", int64(c.RetentionAge), int64(time.Minute), 3650 * day, showDuration},
		{"retention-count", int64(c.RetentionCount), 1, 1_000_000_000, plain},
	}
}

func (c *Config) validateLimits() (errs []error) {
	check := func(name string, usual, largest, floor int64, show func(int64) string) {
		for key, value := range map[string]int64{"default-" + name: usual, "max-" + name: largest} {
			if value != 0 && value < floor {
				errs = append(errs, &settingError{key, fmt.Errorf("%s is below %s", show(value), show(floor))})
			}
		}
		if largest != 0 && usual > largest {
			errs = append(errs, &settingError{"default-" + name, fmt.Errorf("%s is above max-%s, %s", show(usual), name, show(largest))})
		}
	}
	d, m := c.Defaults, c.Maxima
	check("cpu", d.CPUMillis, m.CPUMillis, 10, showMillis)
	check("wall", d.WallMillis, m.WallMillis, 10, showMillis)
	check("memory", d.MemoryBytes, m.MemoryBytes, 8<<20, showSize)
	check("output", d.OutputBytes, m.OutputBytes, 1<<10, showSize)
	check("processes", d.Processes, m.Processes, 1, plain)
	return errs
}
