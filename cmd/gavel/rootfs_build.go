package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	goruntime "runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"gavel/harness"
	"gavel/judge"
	"gavel/rootfs"
)

func rootfsBuildCommand(s *settings) *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "build [LANGUAGE…]",
		Short: "Build the images that are missing, of all languages or of those named",
		RunE: func(cmd *cobra.Command, args []string) error {
			return buildImages(cmd.Context(), s.config, args, force, cmd.ErrOrStderr())
		},
	}
	configured(s, cmd, "data", "images", "languages")
	cmd.Flags().BoolVar(&force, "force", false, "build also what is there, to get newer packages")
	return cmd
}

// buildImages builds as many at a time as there are processors: much of a build
// is waiting for an archive, and much of it runs on one of them.
func buildImages(ctx context.Context, c *Config, ids []string, force bool, out io.Writer) error {
	set, err := readLanguages(c)
	if err != nil {
		return err
	}
	if ids, err = chosenLanguages(set, ids); err != nil {
		return err
	}
	store, err := rootfs.Open(c.Images)
	if err != nil {
		return err
	}
	builds, ctx := errgroup.WithContext(ctx)
	builds.SetLimit(goruntime.GOMAXPROCS(0))
	for _, id := range ids {
		recipes, err := parseRecipes(set, id)
		if err != nil {
			return errors.Join(fmt.Errorf("language %s: %w", id, err), builds.Wait())
		}
		for _, stage := range []judge.Stage{judge.StageBuild, judge.StageRun} {
			if recipe, there := recipes[stage]; there {
				builds.Go(func() error { return buildImage(ctx, store, recipe, set.Folder(id), force, out) })
			}
		}
	}
	return builds.Wait()
}

func buildImage(ctx context.Context, store *rootfs.Store, recipe rootfs.Recipe, files fs.FS, force bool, out io.Writer) error {
	start, steps := time.Now(), 0
	options := rootfs.Options{Files: files, Force: force, Progress: func(step string) {
		if strings.HasPrefix(step, "skipping ") { // what is not done is no progress
			return
		}
		steps++
		fmt.Fprintf(out, "==> image %s: %s\n", recipe.Name, step)
	}}
	image, err := store.Build(ctx, recipe, options)
	if err != nil {
		return fmt.Errorf("image %s: %w", recipe.Name, err)
	}
	if steps > 0 {
		fmt.Fprintf(out, "==> image %s: %s, %s, in %v\n",
			recipe.Name, image.Digest, showMiB(image.Size), time.Since(start).Round(100*time.Millisecond))
	}
	return nil
}

func showMiB(bytes int64) string { return fmt.Sprintf("%.1f MiB", float64(bytes)/(1<<20)) }

// chosenLanguages are those named, or all.
func chosenLanguages(set *harness.Set, ids []string) ([]string, error) {
	var all []string
	for _, language := range set.Languages() {
		all = append(all, language.ID)
	}
	if len(ids) == 0 {
		return all, nil
	}
	for _, id := range ids {
		if !slices.Contains(all, id) {
			return nil, usage(fmt.Errorf("there is no language %q; there are %v", id, all))
		}
	}
	return ids, nil
}
