package runtime

import (
	"context"

	specs "github.com/opencontainers/runtime-spec/specs-go"
)

// driver makes containers out of OCI specs. Both drivers pass one conformance
// suite.
type driver interface {
	// prepare makes an image usable; it is called once an image before create.
	prepare(ctx context.Context, image Image) error
	// root is the spec's root path for an image; "" where the driver provides
	// the root file system itself.
	root(image Image) string
	// setsCapabilities tells whether its runtime can where /proc/sys is out of reach.
	setsCapabilities() bool
	// create makes a container and starts its first process.
	create(ctx context.Context, id string, image Image, spec *specs.Spec) (container, error)
	// sweep removes what dead processes left behind with this driver.
	sweep(ctx context.Context, alive func(owner string) bool) error
	close() error
}

// container is one made container.
type container interface {
	pid() int // of its first process, on the host
	// destroy kills what runs and removes every trace. It may be called again
	// after an error.
	destroy(ctx context.Context) error
}
