package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gavel/harness"
	"gavel/judge"
	"gavel/scan"
)

// runFlags are what `gavel run` asks besides the settings.
type runFlags struct {
	language       string
	stdin, expect  []string
	checker        string
	absolute       float64
	relative       float64
	limits         judge.Limits
	compilerFlags  []string
	runs           int
	asJSON, output bool
}

func runCommand(s *settings) *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "run FILE…",
		Short: "Judge programs in cells, without a server",
		Long: "Judge programs in cells, without a server.\n\n" +
			"The n-th --expect is the answer to the n-th --stdin; an input without one is only run. " + runStatuses,
		Example: "  gavel run main.cpp --stdin in.txt --expect out.txt\n" +
			"  gavel run a.py b.py --cpu 500ms --memory 64MiB --json",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage(errors.New("gavel run wants a source file, such as: gavel run main.cpp --stdin in.txt --expect out.txt"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			log := newLogger(s.config, cmd.ErrOrStderr())
			return untilSignal(cmd.Context(), log, func(ctx context.Context) error {
				return runFiles(ctx, s.config, &f, args, cmd)
			})
		},
	}
	configured(s, cmd, "data", "images", "run-dir", "prefix", "runtime", "containerd-address", "containerd-runtime", "init",
		"apparmor", "warm", "user-namespaces", "id-base", "scan", "scan-rules", "languages", "max-text", "log-level")
	f.register(cmd)
	return cmd
}

func (f *runFlags) register(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringVarP(&f.language, "language", "l", "", "language id (default: by the file's extension)")
	fs.StringArrayVar(&f.stdin, "stdin", nil, "file with an input, - for this standard input; may be given again")
	fs.StringArrayVar(&f.expect, "expect", nil, "file with the answer to the input; may be given again")
	fs.StringVar(&f.checker, "checker", judge.CheckTokens, "how answers are compared: exact, tokens, lines, float, unordered_lines")
	fs.Float64Var(&f.absolute, "absolute", judge.DefaultTolerance, "absolute tolerance of --checker float")
	fs.Float64Var(&f.relative, "relative", judge.DefaultTolerance, "relative tolerance of --checker float")
	fs.Var(millis(&f.limits.CPUMillis), "cpu", "CPU time of a test (default: the language's)")
	fs.Var(millis(&f.limits.WallMillis), "wall", "wall-clock time of a test")
	fs.Var(size(&f.limits.MemoryBytes), "memory", "memory of a test")
	fs.Var(size(&f.limits.OutputBytes), "output", "output of a test")
	fs.Int64Var(&f.limits.Processes, "processes", 0, "processes and threads of a test")
	fs.StringArrayVar(&f.compilerFlags, "flag", nil, "compiler flag that the language allows; may be given again")
	fs.IntVar(&f.runs, "runs", 1, "times each test is run")
	fs.BoolVar(&f.asJSON, "json", false, "print one report a line as JSON, as GET /result does")
	fs.BoolVar(&f.output, "show", false, "show what every test wrote, not only where something is wrong")
}

// runFiles judges one file after the other. What can be wrong with the command
// line is found before anything is started.
func runFiles(ctx context.Context, c *Config, f *runFlags, files []string, cmd *cobra.Command) error {
	set, err := readLanguages(c)
	if err != nil {
		return err
	}
	tests, err := f.tests(cmd.InOrStdin())
	if err != nil {
		return usage(err)
	}
	var jobs []judge.Job
	for i, file := range files {
		submission, err := f.submission(cmd, set, file, tests)
		if err != nil {
			return usage(fmt.Errorf("%s: %w", file, err))
		}
		jobs = append(jobs, judge.Job{ID: fmt.Sprintf("run-%d", i+1), Submission: submission, Attempt: 1})
	}
	scanner, err := scan.New(scan.Config{Policy: scan.Policy(c.Scan), Rules: c.ScanRules})
	if err != nil {
		return err
	}
	c.Pool = 1
	e, err := startEngine(ctx, c, newLogger(c, cmd.ErrOrStderr()), engineUse{languages: languagesOf(jobs), passing: true})
	if err != nil {
		return err
	}
	err = judgeFiles(ctx, c, e, scanner, jobs, files, f.printer(cmd.OutOrStdout()))
	return errors.Join(err, e.stop())
}

func judgeFiles(ctx context.Context, c *Config, e *engine, scanner *scan.Scanner, jobs []judge.Job, files []string, show printer) error {
	line, err := judge.NewLine(e.lineConfig(c, nil))
	if err != nil {
		return err
	}
	status := 0
	for i, job := range jobs {
		job.CreatedAt = time.Now()
		job.Scan = scanner.Scan(job.Submission.Language, job.Submission.Code)
		report := judgeOne(ctx, line, job)
		if ctx.Err() != nil {
			return &exitError{statusInterrupted, context.Cause(ctx)}
		}
		if err := show(files[i], report); err != nil {
			return err
		}
		if status == 0 {
			status = verdictStatus[*report.Verdict]
		}
	}
	if status != 0 {
		return &exitError{status: status}
	}
	return nil
}

// judgeOne always has a report: a failure of ours is one too.
func judgeOne(ctx context.Context, l line, job judge.Job) judge.Report {
	if job.Scan.Action == scan.Reject {
		return judge.RejectedReport(job, time.Now())
	}
	report, err := l.Judge(ctx, job, nil)
	if err != nil {
		return judge.FailedReport(job, time.Now(), err)
	}
	return report
}

// submission is the request that the command line stands for, admitted.
func (f *runFlags) submission(cmd *cobra.Command, set *harness.Set, file string, tests []judge.Test) (judge.Submission, error) {
	code, err := os.ReadFile(file)
	if err != nil {
		return judge.Submission{}, err
	}
	language, err := f.languageOf(set, file)
	if err != nil {
		return judge.Submission{}, err
	}
	s := judge.Submission{
		Language: language, Code: code, Tests: tests, Limits: f.limits, CompilerFlags: f.compilerFlags,
		Checker: judge.Checker{Kind: f.checker}, Runs: f.runs,
	}
	if cmd.Flags().Changed("absolute") {
		s.Checker.Absolute = &f.absolute
	}
	if cmd.Flags().Changed("relative") {
		s.Checker.Relative = &f.relative
	}
	if f.runs < 1 {
		return s, fmt.Errorf("--runs is %d, must be at least 1", f.runs)
	}
	if err := s.Checker.Validate(); err != nil {
		return s, err
	}
	return set.Admit(s)
}

// languageOf goes by the extension that the language's own source files have.
func (f *runFlags) languageOf(set *harness.Set, file string) (string, error) {
	if f.language != "" {
		return f.language, nil
	}
	extension := strings.ToLower(filepath.Ext(file))
	var known []string
	for _, l := range set.Languages() {
		own := filepath.Ext(l.SourceFile)
		if extension == own || l.ID == "cpp" && (extension == ".cc" || extension == ".cxx" || extension == ".c++") {
			return l.ID, nil
		}
		known = append(known, own+" ("+l.ID+")")
	}
	return "", fmt.Errorf("no language has the extension %q; known are %s; or name one with --language", extension, strings.Join(known, ", "))
}

// tests reads the inputs and the answers.
func (f *runFlags) tests(stdin io.Reader) ([]judge.Test, error) {
	if len(f.expect) > max(1, len(f.stdin)) {
		return nil, fmt.Errorf("%d --expect for %d --stdin: each answer belongs to the input at its place", len(f.expect), len(f.stdin))
	}
	tests := make([]judge.Test, max(1, len(f.stdin)))
	for i := range tests {
		if i < len(f.stdin) {
			data, err := readInput(f.stdin[i], stdin)
			if err != nil {
				return nil, fmt.Errorf("--stdin: %w", err)
			}
			tests[i].Stdin = data
		}
		if i < len(f.expect) {
			data, err := os.ReadFile(f.expect[i])
			if err != nil {
				return nil, fmt.Errorf("--expect: %w", err)
			}
			text := judge.Text(data)
			tests[i].Expected = &text
		}
	}
	return tests, nil
}

func readInput(path string, stdin io.Reader) ([]byte, error) {
	if path == "-" {
		return io.ReadAll(stdin)
	}
	return os.ReadFile(path)
}

func languagesOf(jobs []judge.Job) (ids []string) {
	for _, job := range jobs {
		ids = append(ids, job.Submission.Language)
	}
	return ids
}
