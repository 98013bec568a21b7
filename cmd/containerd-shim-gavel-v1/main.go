package main

import (
	"context"

	"gavel/runtime/shim"
)

func main() {
	shim.Run(context.Background())
}
