package main

import "github.com/spf13/cobra"

// commands are all subcommands.
func commands(s *settings) []*cobra.Command {
	return []*cobra.Command{
		doctorCommand(s), configCommand(s), versionCommand(),
	}
}
