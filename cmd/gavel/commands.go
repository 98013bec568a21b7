package main

import "github.com/spf13/cobra"

// commands are all subcommands.
func commands(s *settings) []*cobra.Command {
	return []*cobra.Command{
		serveCommand(s), runCommand(s), doctorCommand(s), specCommand(s), languagesCommand(s),
		rootfsCommand(s), apparmorCommand(), problemCommand(s), benchCommand(s), configCommand(s), versionCommand(),
	}
}
