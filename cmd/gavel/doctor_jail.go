package main

import (
	"context"
	"log/slog"
)

// jailChecks make cells as a server does, and have canaries try them.
func jailChecks(ctx context.Context, c *Config, log *slog.Logger) (checks []check) {
	const name, remedy = "cells", "see what is said; `gavel spec LANGUAGE` prints what a cell is made from"
	own := *c
	own.Pool = 0 // each is made when it is claimed
	e, err := startEngine(ctx, &own, log, engineUse{passing: true})
	if err != nil {
		return []check{bad(name, remedy, "%v", err)}
	}
	defer func() {
		if err := e.stop(); err != nil {
			checks = append(checks, bad(name, "look for what is left in "+c.RunDir, "%v", err))
		}
	}()
	j := e.jailOf(c)
	found, err := j.try(ctx)
	if err != nil {
		return []check{bad(name, remedy, "%v", err)}
	}
	for _, canary := range j.canaries() {
		if canary.notHere != "" {
			checks = append(checks, warn(checkJail+canary.name, "", "not applicable: %s", canary.notHere))
			continue
		}
		if err := found[canary.name]; err != nil {
			checks = append(checks, bad(checkJail+canary.name, canary.remedy, "%v", err))
			continue
		}
		checks = append(checks, ok(checkJail+canary.name, "refused in a cell of each language"))
	}
	return checks
}
