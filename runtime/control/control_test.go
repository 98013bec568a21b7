package control

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// pair is two connected ends.
func pair(t *testing.T) (a, b *Conn) {
	t.Helper()
	listener, err := net.ListenUnix("unixpacket", &net.UnixAddr{Name: filepath.Join(t.TempDir(), "s"), Net: "unixpacket"})
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	dialed, err := net.DialUnix("unixpacket", nil, listener.Addr().(*net.UnixAddr))
	if err != nil {
		t.Fatal(err)
	}
	accepted, err := listener.AcceptUnix()
	if err != nil {
		t.Fatal(err)
	}
	a, b = NewConn(dialed), NewConn(accepted)
	t.Cleanup(func() { a.Close(); b.Close() })
	return a, b
}

var messages = []Message{
	{Setup: &Setup{UID: 1000, GID: 1000, Filter: []byte{6, 0, 0, 0, 0, 0, 0xff, 0x7f}, Writable: true, Warm: &Warm{Kind: WarmOnce, UID: 1001, Argv: []string{"/bin/a"}, Env: []string{"B=2"}, Dir: "/tmp", Rlimits: []Rlimit{{Resource: 3, Value: 9}}, Directories: []string{"out"}}}},
	{Put: &Put{Path: "src/Main.java", Mode: 0o444, Last: true}},
	{Run: &Run{Argv: []string{"/bin/a", "", "b c"}, Env: []string{"A=1"}, Dir: "/tmp", Rlimits: []Rlimit{{Resource: 7, Value: 1<<64 - 1}}, Warm: []string{"c"}}},
	{Kill: &Kill{}},
	{Cool: &Cool{}},
	{Collect: &Collect{Path: "out", MaxFiles: 9}},
	{Ready: &Ready{Cold: "it ended"}},
	{Ended: &Ended{StartedAt: 1, EndedAt: 1<<62 + 1, Status: 139, Refused: "exec", Errno: 2, Cold: "why", Clean: true}},
	{Swept: &Swept{Dirty: "why"}},
	{File: &File{Path: "out/ü.class"}},
	{Collected: &Collected{}},
	{Failed: &Failed{Step: "put", Error: "no space", Class: TooLarge}},
}

func TestRoundTrip(t *testing.T) {
	a, b := pair(t)
	for _, want := range messages {
		if err := a.Send(want); err != nil {
			t.Fatal(err)
		}
		got, files, err := b.Receive()
		if err != nil || len(files) != 0 || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, %d files, %v; want %+v", got, len(files), err, want)
		}
	}
}

func TestEveryMessageIsInTheRoundTrip(t *testing.T) {
	part, _ := reflect.TypeFor[Message]().FieldByName("Part") // never received by itself
	seen := map[int]bool{part.Index[0]: true}
	for _, m := range messages {
		for i := range reflect.TypeFor[Message]().NumField() {
			if !reflect.ValueOf(m).Field(i).IsNil() {
				seen[i] = true
			}
		}
	}
	if want := reflect.TypeFor[Message]().NumField(); len(seen) != want {
		t.Errorf("%d kinds of message, want all %d", len(seen), want)
	}
}

func TestDescriptorsComeAlong(t *testing.T) {
	a, b := pair(t)
	var fds []int
	for i := range maxFDs {
		f, err := os.Create(filepath.Join(t.TempDir(), "f"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		f.WriteString(strings.Repeat("x", i))
		fds = append(fds, int(f.Fd()))
	}
	if err := a.Send(Message{Kill: &Kill{}}, fds...); err != nil {
		t.Fatal(err)
	}
	_, files, err := b.Receive()
	if err != nil || len(files) != maxFDs {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for i, f := range files {
		info, err := f.Stat()
		flags, _ := unix.FcntlInt(f.Fd(), unix.F_GETFD, 0)
		if err != nil || info.Size() != int64(i) || flags&unix.FD_CLOEXEC == 0 {
			t.Errorf("file %d: %v, %v, flags %#x", i, info, err, flags)
		}
		f.Close()
	}
}

// TestTooManyDescriptors: the kernel cuts what does not fit; none of it may stay.
func TestTooManyDescriptors(t *testing.T) {
	a, b := pair(t)
	null, err := os.Open("/dev/null")
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	fds := make([]int, 2*maxFDs+8)
	for i := range fds {
		fds[i] = int(null.Fd())
	}
	before := openDescriptors(t)
	if err := a.Send(Message{Kill: &Kill{}}, fds...); err != nil {
		t.Fatal(err)
	}
	if _, files, err := b.Receive(); err == nil {
		t.Errorf("a cut message came through with %d files", len(files))
	}
	if after := openDescriptors(t); after != before {
		t.Errorf("%d descriptors open, were %d", after, before)
	}
}

// TestEmptyPacketWithDescriptors looks like the end, and leaves nothing open.
func TestEmptyPacketWithDescriptors(t *testing.T) {
	a, b := pair(t)
	null, err := os.Open("/dev/null")
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	before := openDescriptors(t)
	raw, err := a.Unix().SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	oob := unix.UnixRights(int(null.Fd()))
	header := unix.Msghdr{Control: &oob[0], Controllen: uint64(len(oob))} // package unix would add a byte
	var errno syscall.Errno
	raw.Control(func(fd uintptr) {
		_, _, errno = syscall.Syscall(syscall.SYS_SENDMSG, fd, uintptr(unsafe.Pointer(&header)), 0)
	})
	if errno != 0 {
		t.Fatal(errno)
	}
	if _, _, err := b.Receive(); !errors.Is(err, io.EOF) {
		t.Errorf("error %v, want io.EOF", err)
	}
	if after := openDescriptors(t); after != before {
		t.Errorf("%d descriptors open, were %d", after, before)
	}
}

func openDescriptors(t *testing.T) int {
	t.Helper()
	names, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(names)
}

func TestSizeIsBounded(t *testing.T) {
	a, b := pair(t)
	text := strings.Repeat("x", maxMessage-100)
	if err := a.Send(Message{Failed: &Failed{Error: text}}); err != nil {
		t.Fatalf("a message below the bound: %v", err)
	}
	if m, _, err := b.Receive(); err != nil || m.Failed.Error != text {
		t.Fatalf("a message below the bound: %v", err)
	}
	if err := a.Send(Message{Failed: &Failed{Error: text + strings.Repeat("x", 200)}}); err == nil {
		t.Error("a message above the bound was sent")
	}
	if _, err := Decode([]byte(`{"kill":{}}`), syscall.MSG_TRUNC); err == nil {
		t.Error("a cut message was decoded")
	}
}

func TestCloseIsTheOthersEnd(t *testing.T) {
	a, b := pair(t)
	for range 2 {
		if err := a.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
	if _, _, err := b.Receive(); !errors.Is(err, io.EOF) {
		t.Errorf("error %v, want io.EOF", err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, m := range messages {
		packet, _, err := Encode(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(packet, 0)
	}
	f.Add([]byte("{"), syscall.MSG_CTRUNC)
	f.Fuzz(func(t *testing.T, packet []byte, flags int) {
		m, err := Decode(packet, flags)
		if err != nil {
			return
		}
		again, _, err := Encode(m)
		if err != nil {
			return // over the bound once it is spelled out
		}
		back, err := Decode(again, 0)
		if err != nil {
			t.Fatalf("%q came to %q: %v", packet, again, err)
		}
		if twice, _, _ := Encode(back); !bytes.Equal(twice, again) {
			t.Fatalf("%q, then %q", again, twice)
		}
	})
}
