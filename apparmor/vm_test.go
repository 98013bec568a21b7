package apparmor

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestVM boots a machine whose kernel has AppArmor and runs TestGuest in it.
// GAVEL_VM_TESTS=1 asks for it; GAVEL_VM names the program that boots one and
// runs a command: `PROGRAM --timeout SECONDS --share DIR -- COMMAND`, with DIR as
// the command's directory.
func TestVM(t *testing.T) {
	if os.Getenv("GAVEL_VM_TESTS") != "1" {
		t.Skip("GAVEL_VM_TESTS=1 asks for the tests in a virtual machine")
	}
	vm := os.Getenv("GAVEL_VM")
	if vm == "" {
		t.Fatal("GAVEL_VM_TESTS=1 needs GAVEL_VM, the program that runs a command in a machine")
	}
	dir := t.TempDir()
	build := exec.CommandContext(t.Context(), "go", "test", "-c", "-o", filepath.Join(dir, "guest.test"), ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the guest's tests: %v\n%s", err, out)
	}
	run := exec.CommandContext(t.Context(), vm, "--timeout", "240", "--share", dir, "--",
		"env", "GAVEL_APPARMOR_GUEST=1", "./guest.test", "-test.v", "-test.run", "TestGuest")
	out, err := run.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Fatalf("in the machine: %v", err)
	}
}
