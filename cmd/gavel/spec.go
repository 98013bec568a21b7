package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gavel/apparmor"
	"gavel/judge"
	"gavel/runtime"
)

func specCommand(s *settings) *cobra.Command {
	stage := string(judge.StageRun)
	cmd := &cobra.Command{
		Use:   "spec LANGUAGE",
		Short: "Print the OCI spec of a language's cells",
		Long: "Print the OCI spec of a language's cells, as a runtime gets it.\n\n" +
			"What differs from cell to cell has sample values: the id, the first host id, paths below the run directory.",
		Args: exactly(1, "a language"),
		RunE: func(cmd *cobra.Command, args []string) error {
			k, err := openCatalogue(s.config)
			if err != nil {
				return err
			}
			template, err := k.find(confined(s.config), args[0], judge.Stage(stage))
			if err != nil {
				return err
			}
			place, err := samplePlace(s.config, template.Image.Dir)
			if err != nil {
				return err
			}
			return writeJSON(cmd.OutOrStdout(), runtime.Spec(template, place))
		},
	}
	configured(s, cmd, "data", "images", "run-dir", "init", "languages", "user-namespaces", "id-base", "apparmor")
	cmd.Flags().Var(choice(&stage, "build", "run"), "stage", "which of its cells: build or run")
	return cmd
}

// confined tells whether cells would name a profile; nothing is loaded for it.
func confined(c *Config) bool {
	status, err := apparmor.Host{}.Status()
	return err == nil && confines(apparmor.Mode(c.AppArmor), status)
}

func confines(wanted apparmor.Mode, status apparmor.Status) bool {
	return status.Enabled && status.Parser != "" && wanted != apparmor.Off
}

// find returns one template, or says what there is.
func (k *catalogue) find(confined bool, language string, stage judge.Stage) (runtime.Template, error) {
	list, err := k.templates(confined, "off")
	if err != nil {
		return runtime.Template{}, err
	}
	var there []string
	for _, t := range list {
		if t.Language == language && t.Stage == stage {
			return t, nil
		}
		there = append(there, t.Language+"/"+string(t.Stage))
	}
	return runtime.Template{}, usage(fmt.Errorf("there is no cell %s/%s; there are %s", language, stage, strings.Join(there, ", ")))
}

func samplePlace(c *Config, root string) (runtime.Place, error) {
	proc, err := runtime.SystemProc()
	p := runtime.Place{
		ID: "sample", CgroupPath: "/gavel/sample/sample", Root: root, Init: c.Init,
		Network: c.RunDir + "/owners/sample/network", Socket: c.RunDir + "/owners/sample/live/cells/sample/socket",
		Devices: c.RunDir + "/owners/sample/dev", Proc: proc,
		CgroupV2: thisHost().exists("sys/fs/cgroup/cgroup.controllers"), LargeFolios: runtime.LargeFolios(),
	}
	if c.UserNamespaces {
		p.IDBase = uint32(c.IDBase)
	}
	return p, err
}
