package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"gavel/rootfs"
)

// imageChecks look for each language's images; opening the store would make one,
// so what is not there yet is said first.
func imageChecks(_ context.Context, c *Config) []check {
	set, err := readLanguages(c)
	if err != nil {
		return []check{bad("languages", "mend the definitions in "+c.Languages, "%v", err)}
	}
	if _, err := os.Stat(c.Images); err != nil {
		return []check{bad("images", "run `gavel rootfs build`", "%v", fs.ErrNotExist)}
	}
	store, err := rootfs.Open(c.Images)
	if err != nil {
		return []check{bad("images", "run `gavel rootfs build` as root", "%v", err)}
	}
	var checks []check
	for _, language := range set.Languages() {
		name := "images of " + language.ID
		found, err := findImages(store, set, language.ID)
		if err != nil {
			checks = append(checks, bad(name, "run `gavel rootfs build "+language.ID+"`", "%v", err))
			continue
		}
		checks = append(checks, ok(name, "%s", imagesText(found)))
	}
	return checks
}

func imagesText(images stageImages) string {
	var parts []string
	for stage, image := range images {
		parts = append(parts, fmt.Sprintf("%s %.19s", stage, image.Digest))
	}
	slices.Sort(parts)
	return strings.Join(parts, ", ") + ", unchanged since they were unpacked"
}
