package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"sync"

	"github.com/spf13/cobra"

	"gavel/api"
	"gavel/judge"
	"gavel/scan"
	"gavel/store"
)

func serveCommand(s *settings) *cobra.Command {
	var onlyCheck bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the HTTP interface and judge what it takes",
		Args:  exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if onlyCheck {
				return s.print(cmd.OutOrStdout())
			}
			log := newLogger(s.config, cmd.ErrOrStderr())
			return untilSignal(cmd.Context(), log, func(ctx context.Context) error { return serve(ctx, s.config, log) })
		},
	}
	configured(s, cmd, s.keys()...)
	cmd.Flags().BoolVar(&onlyCheck, "check", false, "only check the configuration and print it")
	return cmd
}

// service is one running gavel.
type service struct {
	config *Config
	log    *slog.Logger
	db     *store.DB
	engine *engine
	server *api.Server
	health *health
	worker *judge.Worker
}

// serve runs a service until ctx ends, and returns when nothing of it is left.
func serve(ctx context.Context, c *Config, log *slog.Logger) error {
	if err := mayStart(); err != nil {
		return err
	}
	ln, err := api.Listen(c.Listen) // first: the cheapest to fail, and the likeliest
	if err != nil {
		return err
	}
	s, err := newService(ctx, c, log)
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	return errors.Join(s.run(ctx, ln), s.close())
}

// newService makes one of each room and hands it to the next.
func newService(ctx context.Context, c *Config, log *slog.Logger) (*service, error) {
	scanner, err := scan.New(scan.Config{Policy: scan.Policy(c.Scan), Rules: c.ScanRules})
	if err != nil {
		return nil, err
	}
	db, err := store.Open(store.Config{
		Path: c.storePath(), Lease: c.Lease, MaxAttempts: c.Attempts, MaxQueued: c.QueueLength,
		RetentionAge: c.RetentionAge, RetentionCount: c.RetentionCount,
	})
	if err != nil {
		return nil, err
	}
	log.Info("starting: making cells; the first start on containerd also hands it the images", "data", c.Data)
	e, err := startEngine(ctx, c, log, engineUse{})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	s := &service{config: c, log: log, db: db, engine: e}
	if err := s.wire(scanner); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

func (s *service) wire(scanner *scan.Scanner) error {
	line := s.engine.lineConfig(s.config, s.log)
	line.Queue = s.db
	var err error
	if line.Cache, err = openCache(s.config); err != nil {
		return err
	}
	if s.worker, err = judge.NewWorker(line); err != nil {
		return err
	}
	checkers, err := judge.NewLine(line)
	if err != nil {
		return err
	}
	// Without the cache: a canary is to be compiled.
	canaries, err := judge.NewLine(s.engine.lineConfig(s.config, nil))
	if err != nil {
		return err
	}
	submissions, err := s.engine.canaries()
	if err != nil {
		return err
	}
	token, err := readToken(s.config.AdminTokenFile)
	if err != nil {
		return err
	}
	s.health = newHealth(canaries, submissions, s.engine.jailOf(s.config), s.db.Stats, s.log)
	s.server, err = api.New(
		api.Config{MaxBody: s.config.MaxBody, MaxCode: s.config.MaxCode, MaxTests: s.config.MaxTests, MaxWait: s.config.MaxWait, AdminToken: token},
		api.Deps{Jobs: s.db, Problems: s.db, Languages: s.engine.set, Checkers: checkers, Scanner: scanner, Health: s.health, Log: s.log})
	return err
}

// openCache returns nil where no compilation is to be kept.
func openCache(c *Config) (judge.Cache, error) {
	if c.CompileCache == 0 {
		return nil, nil
	}
	return store.OpenCache(filepath.Join(c.Data, "compiled"), c.CompileCache)
}

// lineConfig is what every line of this process judges with.
func (e *engine) lineConfig(c *Config, log *slog.Logger) judge.Config {
	return judge.Config{
		Name: c.Name, Cells: e.pool, Languages: e.set, Describe: e.describe(), TextBytes: int(c.MaxText), Log: log,
		Note: c.note(),
	}
}

// run serves and judges until ctx ends. Running jobs then go back into the
// queue, requests that wait for a result get the state of that moment.
func (s *service) run(ctx context.Context, ln net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var busy sync.WaitGroup
	for range s.config.Workers {
		busy.Go(func() { s.worker.Run(ctx) })
	}
	busy.Go(func() { s.health.run(ctx) })
	driver, why := s.engine.pool.Driver()
	s.log.Info("judging", "driver", driver, "because", why, "workers", s.config.Workers,
		"languages", fmt.Sprint(s.engine.ids()), "scan", s.config.Scan, "worker", s.config.Name)
	s.log.Info("serving", "address", "http://"+ln.Addr().String())
	err := s.server.Serve(ctx, ln)
	cancel()
	busy.Wait()
	return err
}

// close ends what newService began, in the opposite order.
func (s *service) close() error {
	s.log.Info("stopping: removing cells")
	err := errors.Join(s.db.Close(), s.engine.stop())
	if err == nil {
		s.log.Info("stopped")
	}
	return err
}

// ids are the languages' ids, in order.
func (k *catalogue) ids() (ids []string) {
	for _, language := range k.set.Languages() {
		ids = append(ids, language.ID)
	}
	return ids
}

// canaries are one submission for each language that has one, with the limits of
// any other.
func (k *catalogue) canaries() (map[string]judge.Submission, error) {
	canaries := map[string]judge.Submission{}
	for _, id := range k.ids() {
		canary, there := k.set.Canary(id)
		if !there {
			continue
		}
		admitted, err := k.set.Admit(canary)
		if err != nil {
			return nil, fmt.Errorf("canary of %s: %w", id, err)
		}
		canaries[id] = admitted
	}
	return canaries, nil
}
