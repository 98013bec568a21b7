package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"gavel/apparmor"
)

func apparmorCommand() *cobra.Command {
	return group(&cobra.Command{
		Use:   "apparmor",
		Short: "Install or show the AppArmor profiles of the cells",
	}, &cobra.Command{
		Use:   "install",
		Short: "Write the profiles to /etc/apparmor.d/gavel and load them",
		Long: "Write the profiles to /etc/apparmor.d/gavel and load them.\n\n" +
			"Every gavel loads its own at its start, in the place of those of the same names; installed, they are\n" +
			"in force from the host's start, and the host's tools see them.",
		Args: exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			path, err := apparmor.Host{}.Install(cmd.Context())
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: loaded and enforced: %v\n", path, apparmor.Names())
			return err
		},
	}, &cobra.Command{
		Use:   "show",
		Short: "Print the profiles",
		Args:  exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprint(cmd.OutOrStdout(), apparmor.Text())
			return err
		},
	})
}
