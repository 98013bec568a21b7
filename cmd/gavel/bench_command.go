package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gavel/cmd/gavel/bench"
	"gavel/judge"
)

// benchFlags are what `gavel bench` asks besides the settings.
type benchFlags struct {
	bench.Options
	peers  []string
	asJSON bool
}

func benchCommand(s *settings) *cobra.Command {
	var f benchFlags
	cmd := &cobra.Command{
		Use:   "bench",
		Short: "Measure this gavel against bare starts and other ways to run a container",
		Long: "Measure this gavel against bare starts and other ways to run a container.\n\n" +
			"It starts servers of its own on the loopback, with directories that it removes; only images must be there.\n" +
			"The results are a table, lines for benchstat (bench.txt), results.json and a page with plots (report.html).\n" +
			"Workloads: " + strings.Join(bench.Names(), ", ") + ".",
		Args: exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			log := newLogger(s.config, cmd.ErrOrStderr())
			return untilSignal(cmd.Context(), log, func(ctx context.Context) error { return runBench(ctx, s, &f, cmd) })
		},
	}
	configured(s, cmd, "data", "images", "run-dir", "prefix", "containerd-address", "init", "languages", "apparmor", "warm",
		"user-namespaces", "id-base", "log-level")
	f.register(cmd.Flags())
	return cmd
}

func (f *benchFlags) register(fs *pflag.FlagSet) {
	fs.StringSliceVar(&f.Workloads, "workloads", nil, "only these workloads (default: all)")
	fs.DurationVar(&f.Duration, "duration", 0, "about how long to measure (default 10m30s, with --quick 70s)")
	fs.IntVar(&f.Rounds, "rounds", 0, "most rounds of a workload (default: as many as the time allows)")
	fs.BoolVar(&f.Quick, "quick", false, "a look in two minutes, too short to decide most goals")
	fs.StringVar(&f.Out, "out", "gavel-bench", "directory of the results")
	fs.BoolVar(&f.asJSON, "json", false, "print the results as JSON in the place of the table")
	fs.StringArrayVar(&f.peers, "peer", nil, "NAME=URL of a go-judge server to compare with; may be given again")
	fs.StringSliceVar(&f.Runtimes, "runtimes", nil, "further containerd runtimes to compare, by name")
	fs.StringVar(&f.Readme, "readme", "", "file to write the table of numbers into, between its marks")
}

func runBench(ctx context.Context, s *settings, f *benchFlags, cmd *cobra.Command) error {
	o := f.Options
	for _, text := range f.peers {
		peer, err := bench.ParsePeer(text)
		if err != nil {
			return usage(fmt.Errorf("--peer %w", err))
		}
		o.Peers = append(o.Peers, peer)
	}
	if err := o.Validate(); err != nil {
		return usage(err)
	}
	if err := mayStart(); err != nil {
		return err
	}
	if err := describeTo(&o, s.config); err != nil {
		return err
	}
	var err error
	if o.Program, err = os.Executable(); err != nil {
		return err
	}
	o.ServeArgs = serveArgs(s)
	o.Progress, o.Terminal = cmd.ErrOrStderr(), isTerminal(cmd.ErrOrStderr())
	report, err := bench.Run(ctx, o)
	if ctx.Err() != nil {
		return &exitError{statusInterrupted, err}
	}
	if err != nil {
		return err
	}
	if err := report.Write(o); err != nil {
		return err
	}
	return f.show(cmd.OutOrStdout(), report)
}

func (f *benchFlags) show(w io.Writer, report *bench.Report) error {
	if f.asJSON {
		return writeJSON(w, report)
	}
	_, err := fmt.Fprintf(w, "%s\nreport: %s\n", report.Text(), filepath.Join(f.Out, "report.html"))
	return err
}

// serveArgs hands on what was set for all commands alike.
func serveArgs(s *settings) (args []string) {
	for _, key := range []string{"images", "prefix", "containerd-address", "init", "languages", "apparmor", "user-namespaces"} {
		if f := s.all.Lookup(key); f.Value.String() != "" {
			args = append(args, "--"+key+"="+f.Value.String())
		}
	}
	return args
}

// describeTo tells the bench what it needs to know of this host's gavel.
func describeTo(o *bench.Options, c *Config) error {
	k, err := openCatalogue(c)
	if err != nil {
		return err
	}
	o.Data, o.RunDir, o.Prefix, o.Socket, o.IDBase = c.Data, c.RunDir, c.Prefix, c.ContainerdAddress, c.IDBase
	v := currentVersions()
	o.Versions = map[string]string{"gavel": v.Gavel, "commit": v.Commit, "go": v.Go, "libcontainer": v.Runc, "containerd client": v.Containerd}
	o.Languages = map[string]bench.Language{}
	for _, language := range k.set.Languages() {
		images := k.images[language.ID]
		l := bench.Language{RunRoot: images[judge.StageRun].Dir}
		if build, there := images[judge.StageBuild]; there {
			l.BuildRoot = build.Dir
		}
		if len(language.Compile) > 0 {
			l.Compiler = language.Compile[0]
		}
		l.Interpreter = language.Run[0]
		o.Languages[language.ID] = l
		o.Versions[language.ID] = language.Version
	}
	return nil
}
