package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// Exit statuses that are not a verdict.
const (
	statusFailure     = 1
	statusUsage       = 2
	statusInterrupted = 130
)

// exitError ends the program with a status. An empty message prints nothing.
type exitError struct {
	status int
	err    error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}
func (e *exitError) Unwrap() error { return e.err }

// usage marks an error of the command line or the configuration.
func usage(err error) error {
	if err == nil {
		return nil
	}
	return &exitError{statusUsage, err}
}

func main() {
	os.Exit(execute(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
}

// execute runs one command line and returns its exit status.
func execute(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := rootCommand()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	for line := range strings.SplitSeq(err.Error(), "\n") {
		if line != "" {
			fmt.Fprintln(stderr, "gavel:", line)
		}
	}
	if exit, ok := errors.AsType[*exitError](err); ok {
		return exit.status
	}
	return statusFailure
}

func rootCommand() *cobra.Command {
	s := newSettings()
	root := group(&cobra.Command{
		Use:           "gavel",
		Short:         "An online judge's engine: programs in, verdicts out",
		SilenceErrors: true,
		SilenceUsage:  true,
	}, commands(s)...)
	root.InitDefaultCompletionCmd()
	if completion, _, err := root.Find([]string{"completion"}); err == nil {
		group(completion)
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage(fmt.Errorf("%w; `%s --help` lists the flags", err, cmd.CommandPath()))
	})
	root.PersistentFlags().String("config", os.Getenv("GAVEL_CONFIG"), "configuration file (default "+defaultConfigFile+" where it exists)")
	return root
}

// group makes a command that only leads to others: alone it prints its help, and
// any other word is a command that is not there.
func group(cmd *cobra.Command, commands ...*cobra.Command) *cobra.Command {
	cmd.AddCommand(commands...)
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		return usage(fmt.Errorf("there is no command `%s %s`; `%[1]s --help` lists them", cmd.CommandPath(), args[0]))
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	return cmd
}

// configured adds the settings that a command heeds to its flags, and reads all
// settings before it runs.
func configured(s *settings, cmd *cobra.Command, keys ...string) *cobra.Command {
	for _, key := range keys {
		cmd.Flags().AddFlag(s.all.Lookup(key))
	}
	run := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		path, err := cmd.Flags().GetString("config")
		if err != nil {
			return err
		}
		if err := s.load(path, os.Environ()); err != nil {
			return usage(err)
		}
		return run(cmd, args)
	}
	return cmd
}

// exactly wants so many arguments, and says which.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		return usage(fmt.Errorf("%s wants %s, got %d", cmd.CommandPath(), what, len(args)))
	}
}
