package main

import (
	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"gavel/judge"
)

func languagesCommand(s *settings) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "languages",
		Short: "List what can be submitted",
		Long: "List what can be submitted.\n\n" +
			"Versions and digests are those of the images; where they are not built, the definitions speak.",
		Args: exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			set, err := readLanguages(s.config)
			if err != nil {
				return err
			}
			if k, err := openCatalogue(s.config); err == nil {
				set = k.set
			}
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), set.Languages())
			}
			t := newTable(cmd.OutOrStdout())
			t.AppendHeader(table.Row{"id", "name", "version", "source", "cpu", "memory", "most cpu", "most memory"})
			for _, l := range set.Languages() {
				t.AppendRow(languageRow(l))
			}
			t.Render()
			return nil
		},
	}
	configured(s, cmd, "data", "images", "languages")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, as GET /languages does")
	return cmd
}

func languageRow(l judge.Language) table.Row {
	return table.Row{l.ID, l.Name, l.Version, l.SourceFile,
		showMillis(l.Defaults.CPUMillis), showSize(l.Defaults.MemoryBytes), showMillis(l.Maxima.CPUMillis), showSize(l.Maxima.MemoryBytes)}
}
