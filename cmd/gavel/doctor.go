package main

import (
	"context"
	"fmt"
	"io"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"gavel/apparmor"
)

// Grades of a check: ok, warn (gavel judges, with less behind it) and fail (it
// does not).
const (
	gradeOK   = "ok"
	gradeWarn = "warn"
	gradeFail = "fail"
)

// check is what was found of one thing on the host, and what to do about it.
type check struct {
	Name   string `json:"name"`
	Grade  string `json:"grade"`
	Found  string `json:"found"`
	Remedy string `json:"remedy,omitempty"`
}

func ok(name, format string, args ...any) check {
	return check{Name: name, Grade: gradeOK, Found: fmt.Sprintf(format, args...)}
}

func warn(name, remedy, format string, args ...any) check {
	return check{Name: name, Grade: gradeWarn, Found: fmt.Sprintf(format, args...), Remedy: remedy}
}

func bad(name, remedy, format string, args ...any) check {
	return check{Name: name, Grade: gradeFail, Found: fmt.Sprintf(format, args...), Remedy: remedy}
}

func doctorCommand(s *settings) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Look at this host: what judging needs, what is missing, what to do",
		Long: "Look at this host: what judging needs, what is missing, what to do.\n\n" +
			"Where nothing is missing, cells are made, and canaries in them try what the jail must refuse.\n\n" +
			"The exit status is 0 where nothing fails, 1 where something does.",
		Args: exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			checks := examine(cmd.Context(), s.config)
			if failures(checks) == 0 {
				checks = append(checks, jailChecks(cmd.Context(), s.config, newLogger(s.config, cmd.ErrOrStderr()))...)
			}
			if err := printChecks(cmd.OutOrStdout(), checks, asJSON); err != nil {
				return err
			}
			if n := failures(checks); n > 0 {
				return &exitError{statusFailure, fmt.Errorf("%d of %d checks fail; the remedies are above", n, len(checks))}
			}
			return nil
		},
	}
	configured(s, cmd, "data", "images", "prefix", "runtime", "containerd-address", "init", "apparmor", "warm", "user-namespaces", "languages",
		"run-dir", "containerd-runtime", "id-base")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// examine looks at everything.
func examine(ctx context.Context, c *Config) []check {
	h := thisHost()
	checks := []check{h.root(), h.kernel(), h.userNamespaces(c.UserNamespaces), h.overlayfs(), h.seccomp()}
	checks = append(checks, h.cgroups()...)
	if !c.gVisor() { // in whose cells none of these is
		checks = append(checks, h.insideCells(c)...)
	}
	checks = append(checks, containerChecks(ctx, c)...)
	return append(checks, fileChecks(ctx, c)...)
}

// insideCells says what guards files there, and what starts ahead.
func (h host) insideCells(c *Config) []check {
	status, err := apparmor.Host{}.Status()
	wanted := apparmor.Mode(c.AppArmor)
	return append(h.confinement(wanted, status, err), warmCells(c.Warm))
}

func failures(checks []check) (n int) {
	for _, c := range checks {
		if c.Grade == gradeFail {
			n++
		}
	}
	return n
}

func printChecks(w io.Writer, checks []check, asJSON bool) error {
	if asJSON {
		return writeJSON(w, struct {
			OK     bool    `json:"ok"`
			Checks []check `json:"checks"`
		}{failures(checks) == 0, checks})
	}
	t := newTable(w)
	t.AppendHeader(table.Row{"", "check", "found"})
	colours := map[string]text.Color{gradeOK: text.FgGreen, gradeWarn: text.FgYellow, gradeFail: text.FgRed}
	for _, c := range checks {
		found := c.Found
		if c.Remedy != "" {
			found += "\n→ " + c.Remedy
		}
		t.AppendRow(table.Row{paint(w, colours[c.Grade], c.Grade), c.Name, found})
	}
	t.Render()
	return nil
}
