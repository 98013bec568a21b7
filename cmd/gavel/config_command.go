package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func configCommand(s *settings) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Print the effective configuration, as a file that --config takes",
		Args:  exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asJSON {
				return s.printJSON(cmd.OutOrStdout())
			}
			return s.print(cmd.OutOrStdout())
		},
	}
	configured(s, cmd, s.keys()...)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON: key to value")
	return cmd
}

// keys are all settings, in the order of their declaration.
func (s *settings) keys() (keys []string) {
	s.all.VisitAll(func(f *pflag.Flag) { keys = append(keys, f.Name) })
	return keys
}

// print writes the configuration as TOML, with where each value came from.
func (s *settings) print(w io.Writer) (err error) {
	s.all.VisitAll(func(f *pflag.Flag) {
		source := s.source[f.Name]
		if source == "" {
			source = "default"
		}
		if err == nil {
			_, err = fmt.Fprintf(w, "# %s\n%-40s # %s\n", f.Usage, f.Name+" = "+tomlValue(f), source)
		}
	})
	return err
}

func tomlValue(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int", "int64", "bool":
		return f.Value.String()
	}
	return strconv.Quote(f.Value.String())
}

func (s *settings) printJSON(w io.Writer) error {
	values := map[string]any{}
	s.all.VisitAll(func(f *pflag.Flag) {
		var value any = f.Value.String()
		switch f.Value.Type() {
		case "int", "int64", "bool":
			value = json.RawMessage(f.Value.String())
		}
		values[f.Name] = value
	})
	return writeJSON(w, values)
}

// writeJSON writes a value as indented JSON.
func writeJSON(w io.Writer, value any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(value)
}
