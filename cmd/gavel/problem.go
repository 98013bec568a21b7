package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/spf13/cobra"

	"gavel/judge"
)

func problemCommand(s *settings) *cobra.Command {
	return group(&cobra.Command{Use: "problem", Short: "Stored problems and their files"}, starterCommand(s))
}

func starterCommand(s *settings) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "starter FILE|ID LANGUAGE",
		Short: "Print the code that a solution begins with",
		Long: "Print the code that a solution begins with.\n\n" +
			"The problem is a file, with LeetCode's metadata or with a problem or a submission that has it as\n" +
			"function or design, - for the standard input; or the id of a problem stored in the server at --listen.",
		Example: "  gavel problem starter two-sum.json python\n" +
			"  gavel problem starter two-sum cpp > solution.cpp",
		Args: exactly(2, "a problem and a language, such as two-sum python"),
		RunE: func(cmd *cobra.Command, args []string) error {
			code, err := starterCode(cmd.Context(), s.config, args[0], args[1], cmd.InOrStdin())
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(code)
			return err
		},
	}
	return configured(s, cmd, "listen", "languages")
}

// storedID is the form of a stored problem's id; a file's name seldom has it.
var storedID = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)

func starterCode(ctx context.Context, c *Config, name, language string, stdin io.Reader) ([]byte, error) {
	if _, err := os.Stat(name); name != "-" && errors.Is(err, os.ErrNotExist) && storedID.MatchString(name) {
		return storedStarter(ctx, c.Listen, name, language)
	}
	problem, err := readProblem(name, stdin)
	if err != nil {
		return nil, usage(fmt.Errorf("%s: %w", name, err))
	}
	set, err := readLanguages(c)
	if err != nil {
		return nil, err
	}
	code, err := set.Starter(language, problem)
	if errors.Is(err, judge.ErrNotFound) {
		return nil, usage(fmt.Errorf("%w; `gavel languages` lists what there is", err))
	}
	return code, err
}

// maxProblemFile is the largest file that is read for a signature.
const maxProblemFile = 64 << 20

// readProblem reads a file for its signature. What else is in it does not matter.
func readProblem(name string, stdin io.Reader) (judge.Problem, error) {
	in := stdin
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return judge.Problem{}, err
		}
		defer file.Close()
		in = file
	}
	data, err := io.ReadAll(io.LimitReader(in, maxProblemFile+1))
	if err != nil {
		return judge.Problem{}, err
	}
	if len(data) > maxProblemFile {
		return judge.Problem{}, fmt.Errorf("the file is larger than %d bytes", maxProblemFile)
	}
	return parseProblem(data, filepath.Base(name))
}

// parseProblem finds the signature: metadata as it is, or under its name.
func parseProblem(data []byte, id string) (judge.Problem, error) {
	var file struct {
		Function *judge.Function `json:"function"`
		Design   *judge.Design   `json:"design"`
		Name     string          `json:"name"`
		Class    string          `json:"classname"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return judge.Problem{}, err
	}
	problem := judge.Problem{ID: id, Function: file.Function, Design: file.Design}
	var err error
	switch {
	case problem.Function != nil || problem.Design != nil:
	case file.Class != "":
		err = json.Unmarshal(data, &problem.Design)
	case file.Name != "":
		err = json.Unmarshal(data, &problem.Function)
	default:
		err = errors.New("it has no function and no design, and is no such signature itself")
	}
	if err != nil {
		return judge.Problem{}, err
	}
	if problem.Function != nil {
		return problem, problem.Function.Validate()
	}
	return problem, problem.Design.Validate()
}

// storedStarter asks the server that has the problem.
func storedStarter(ctx context.Context, listen, id, language string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	address, err := serverURL(listen, "problems", id, "starter", language)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, fmt.Errorf("there is no file %s, and no server to ask for a problem of that name: %w", id, err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", address, err)
	}
	if answer.StatusCode == http.StatusOK {
		return body, nil
	}
	var fault struct{ Detail string }
	if err := json.Unmarshal(body, &fault); err != nil || fault.Detail == "" {
		return nil, fmt.Errorf("ask %s: %s", address, answer.Status)
	}
	return nil, fmt.Errorf("problem %s: %s", id, fault.Detail)
}

// serverURL is an address at the server that listens there.
func serverURL(listen string, path ...string) (string, error) {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return "", fmt.Errorf("address of the server: %w", err)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	server := url.URL{Scheme: "http", Host: net.JoinHostPort(host, port), Path: "/"}
	return server.JoinPath(path...).String(), nil
}
