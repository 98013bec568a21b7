//go:build !linux || !cgo

package seccomp

import (
	"fmt"

	"gavel/judge"
)

// BPF needs libseccomp, and this binary was built without cgo: it always fails
// with judge.ErrUnavailable.
func (p *Profile) BPF() ([]byte, error) {
	return nil, fmt.Errorf("seccomp profile %s: built without cgo, so without libseccomp; build with CGO_ENABLED=1 and libseccomp-dev: %w",
		p.name, judge.ErrUnavailable)
}
