package main

import (
	"fmt"
	goruntime "runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is the release; commit is set by the build.
const version = "0.1.0"

var commit = "unknown"

// versions are what a bug report should say.
type versions struct {
	Gavel      string `json:"gavel"`
	Commit     string `json:"commit"`
	Go         string `json:"go"`
	Runc       string `json:"libcontainer"`      // of the in-process driver
	Containerd string `json:"containerd_client"` // of the containerd driver
}

func versionCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the versions of gavel and of what it is built from",
		Args:  exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			v := currentVersions()
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), v)
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "gavel %s (commit %s, %s, libcontainer %s, containerd client %s)\n",
				v.Gavel, v.Commit, v.Go, v.Runc, v.Containerd)
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func currentVersions() versions {
	v := versions{Gavel: version, Commit: commit, Go: goruntime.Version(), Runc: "unknown", Containerd: "unknown"}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	for _, module := range info.Deps {
		switch module.Path {
		case "github.com/opencontainers/runc":
			v.Runc = module.Version
		case "github.com/containerd/containerd/v2":
			v.Containerd = module.Version
		}
	}
	return v
}
