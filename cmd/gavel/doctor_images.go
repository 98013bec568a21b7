package main

import "context"

func imageChecks(context.Context, *Config) []check { return nil }
