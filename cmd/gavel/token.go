package main

import (
	"bytes"
	"fmt"
	"os"
)

// minToken is the least length of a token that cannot be guessed.
const minToken = 16

// readToken reads a secret from a file that only its owner may read; "" where no
// file is named. No error repeats the secret.
func readToken(file string) (string, error) {
	if file == "" {
		return "", nil
	}
	refuse := func(format string, args ...any) (string, error) {
		return "", &settingError{"admin-token-file", fmt.Errorf(format, args...)}
	}
	info, err := os.Stat(file)
	if err != nil {
		return refuse("%w", err)
	}
	if others := info.Mode().Perm() & 0o077; others != 0 {
		return refuse("%s has mode %#o, and nobody but its owner may read it: chmod 600 %s", file, info.Mode().Perm(), file)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return refuse("%w", err)
	}
	token := bytes.TrimSpace(data)
	if len(token) < minToken || bytes.ContainsAny(token, " \t\r\n\x00") {
		return refuse("%s holds %d bytes; want one word of at least %d", file, len(token), minToken)
	}
	return string(token), nil
}
