package main

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"gavel/rootfs"
)

func rootfsCommand(s *settings) *cobra.Command {
	return group(&cobra.Command{
		Use:   "rootfs",
		Short: "Build, pull, list and verify the languages' images",
	}, rootfsBuildCommand(s), rootfsPullCommand(s), rootfsListCommand(s), rootfsVerifyCommand(s), rootfsPruneCommand(s))
}

func rootfsPullCommand(s *settings) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "pull NAME REF@DIGEST",
		Short: "Take an image from a registry in the place of one that is built",
		Long: "Take an image from a registry in the place of one that is built.\n\n" +
			"NAME is the image's name here, as `gavel rootfs list` shows it. REF names the image by\n" +
			"digest, so that a registry cannot hand out another one; a tag alone is refused.",
		Example: "  gavel rootfs pull python-run registry.example/judge/python@sha256:…",
		Args:    exactly(2, "a name and a reference with a digest"),
		RunE: func(cmd *cobra.Command, args []string) error {
			store, err := rootfs.Open(s.config.Images)
			if err != nil {
				return err
			}
			image, err := store.Pull(cmd.Context(), args[0], args[1])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s %s %s\n", image.Name, image.Digest, showMiB(image.Size))
			return err
		},
	}
	return configured(s, cmd, "data", "images")
}

// imageRow is one image of a listing.
type imageRow struct {
	Name     string `json:"name"`
	Language string `json:"language"`
	Stage    string `json:"stage"`
	Version  string `json:"version"`
	Size     int64  `json:"size_bytes"`
	Digest   string `json:"digest"`
	Source   string `json:"source,omitempty"` // what it was pulled from
}

func rootfsListCommand(s *settings) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the images that are there",
		Args:  exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			store, err := rootfs.Open(s.config.Images)
			if err != nil {
				return err
			}
			images, err := store.List()
			return errors.Join(printImages(cmd.OutOrStdout(), images, asJSON), err)
		},
	}
	configured(s, cmd, "data", "images")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func printImages(w io.Writer, images []rootfs.Image, asJSON bool) error {
	rows := []imageRow{}
	for _, image := range images {
		l := image.Labels
		rows = append(rows, imageRow{image.Name, l[rootfs.LabelLanguage], l[rootfs.LabelStage], l[rootfs.LabelVersion],
			image.Size, image.Digest, l[rootfs.LabelSource]})
	}
	if asJSON {
		return writeJSON(w, rows)
	}
	t := newTable(w)
	t.AppendHeader(table.Row{"name", "language", "stage", "version", "size", "digest"})
	for _, r := range rows {
		t.AppendRow(table.Row{r.Name, r.Language, r.Stage, r.Version, showMiB(r.Size), r.Digest})
	}
	t.Render()
	return nil
}

func rootfsVerifyCommand(s *settings) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify [NAME…]",
		Short: "Read images byte for byte and compare them with their digests",
		RunE: func(cmd *cobra.Command, names []string) error {
			store, err := rootfs.Open(s.config.Images)
			if err != nil {
				return err
			}
			images, err := namedImages(store, names)
			if err != nil {
				return err
			}
			var errs []error
			for _, image := range images {
				if err := store.Verify(cmd.Context(), image); err != nil {
					errs = append(errs, err)
					continue
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%s %s intact\n", image.Name, image.Digest)
			}
			if errs != nil {
				errs = append(errs, errors.New("build what is damaged again: gavel rootfs build"))
			}
			return errors.Join(errs...)
		},
	}
	return configured(s, cmd, "data", "images")
}

// namedImages finds the images to read; with no names, all. Those that not even
// the quick check passes are errors already.
func namedImages(store *rootfs.Store, names []string) ([]rootfs.Image, error) {
	all, err := store.List()
	if len(names) == 0 {
		return all, err
	}
	var found []rootfs.Image
	for _, name := range names {
		i := slices.IndexFunc(all, func(image rootfs.Image) bool { return image.Name == name })
		if i < 0 {
			image, err := store.Get(name)
			if err != nil {
				return nil, err
			}
			found = append(found, image)
			continue
		}
		found = append(found, all[i])
	}
	return found, nil
}

func rootfsPruneCommand(s *settings) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "prune",
		Short: "Remove what replaced images left; only while no gavel judges with this data directory",
		Args:  exactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			store, err := rootfs.Open(s.config.Images)
			if err != nil {
				return err
			}
			n, err := store.Prune(cmd.Context())
			_, printed := fmt.Fprintf(cmd.OutOrStdout(), "removed %d entries\n", n)
			return errors.Join(err, printed)
		},
	}
	return configured(s, cmd, "data", "images")
}
