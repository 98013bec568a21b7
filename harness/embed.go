package harness

import "embed"

// shipped holds the languages that come with gavel, one folder each.
//
//go:embed languages
var shipped embed.FS
