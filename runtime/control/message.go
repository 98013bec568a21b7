package control

// Where the worker puts what a cell needs besides its image. Images hold empty
// files at these places.
const (
	InitPath   = "/run/gavel/init"   // the gavel-init binary, read-only
	SocketPath = "/run/gavel/socket" // the worker's listening socket
	ProgramDir = "/box"              // program files
	ScratchDir = "/tmp"              // emptied after every run
)

// Sandboxed is the argument by which gavel-init hears that its kernel is gVisor's.
const Sandboxed = "sandboxed"

// Canary is the argument by which a copy of gavel-init, run as a program, tries
// what the jail must refuse; the next one says what.
const Canary = "canary"

// Capability is one that gavel-init keeps, in the cell's user namespace only. The
// program has none.
type Capability struct {
	Name   string
	Number int
}

// Capabilities are all that gavel-init keeps.
var Capabilities = []Capability{
	{"CAP_CHOWN", 0},        // hand the program directory of a build cell to the program
	{"CAP_DAC_OVERRIDE", 1}, // empty directories that the program made unreadable
	{"CAP_FOWNER", 3},       // remove files from its sticky directories
	{"CAP_KILL", 5},         // end processes of another id
	{"CAP_SETGID", 6},
	{"CAP_SETUID", 7},
	{"CAP_SETPCAP", 8}, // give up the bounding set
}

// Message is one packet. Exactly one field is set.
type Message struct {
	Setup   *Setup   `json:"setup,omitempty"`
	Put     *Put     `json:"put,omitempty"`
	Run     *Run     `json:"run,omitempty"`
	Kill    *Kill    `json:"kill,omitempty"`
	Cool    *Cool    `json:"cool,omitempty"`
	Collect *Collect `json:"collect,omitempty"`

	Ready     *Ready     `json:"ready,omitempty"`
	Ended     *Ended     `json:"ended,omitempty"`
	Swept     *Swept     `json:"swept,omitempty"`
	File      *File      `json:"file,omitempty"`
	Part      *Part      `json:"part,omitempty"`
	Collected *Collected `json:"collected,omitempty"`
	Failed    *Failed    `json:"failed,omitempty"`
}

// Setup is sent once, before anything else.
type Setup struct {
	UID, GID uint32 // the program's, inside the cell's user namespace
	Filter   []byte // seccomp filter of the program: raw struct sock_filter array, host byte order
	Writable bool   // the program may write into ProgramDir (a build cell)
	Warm     *Warm  // started before the answer; nil: none
}

// Warm is a process started in advance, which takes programs from gavel-init
// over a socket at its descriptor 3 in the way that become.h of the room harness
// says. It reads and writes nothing else.
type Warm struct {
	Kind    WarmKind
	UID     uint32 // user and group of one that forks, which no program has
	Argv    []string
	Env     []string
	Dir     string
	Rlimits []Rlimit // the most that any program is given

	Profile      string // AppArmor profile that one that forks starts under; "" means none
	ChildProfile string // and that its children add; one that serves once has what an exec gives

	Directories []string // made in ProgramDir before it starts
}

// WarmKind says how a warm process becomes a program.
type WarmKind string

// The two kinds.
const (
	WarmForking WarmKind = "forking" // each program is a child of it
	WarmOnce    WarmKind = "once"    // it becomes the first program itself
)

// Put writes one file; its content is the descriptor beside it.
type Put struct {
	Path string // relative to ProgramDir
	Mode uint32
	Last bool // answer Ready: this and all files before it are written
}

// Run executes one program; beside it are its stdin, stdout and stderr, and
// descriptor 3 where it has one.
type Run struct {
	Argv    []string
	Env     []string
	Dir     string
	Rlimits []Rlimit
	Warm    []string // what a warm process is told in the place of Argv; nil: it does not fit
	Keep    string   // name of a file in ScratchDir, whose descriptor comes with Swept where it is a regular file; "" for none
}

// Rlimit sets one resource limit, soft and hard.
type Rlimit struct {
	Resource int // RLIMIT_… number
	Value    uint64
}

// Kill ends every process of the running program.
type Kill struct{}

// Cool ends the warm process, if there is one. The answer is Ready.
type Cool struct{}

// Collect asks for the regular files at Path, relative to ProgramDir: the file
// itself, or all files below the directory. Links, pipes and whatever else is
// not a regular file are passed over. No process may be running.
type Collect struct {
	Path     string
	MaxFiles int
}

// Ready says that the cell can take files and run them.
type Ready struct {
	Cold string // why the warm process that Setup asked for is not there; "" otherwise
}

// Ended says how the program ended. It is sent when no process but gavel-init
// is left. Times are CLOCK_MONOTONIC nanoseconds: one clock inside and outside.
type Ended struct {
	StartedAt int64
	EndedAt   int64  // when the program's first process ended
	Status    uint32 // of that process, as wait4 returns it
	Refused   string // the step at which it could not be executed, "" if it was; nothing ran then
	Errno     int    // of that step
	Cold      string // where Refused is RefusedWarm: why the warm process is gone
	Clean     bool   // ScratchDir was found empty and no file was to be kept: Swept does not follow
}

// RefusedWarm is the step of handing a program to the warm process. It is gone
// now, and the same program can be run without it.
const RefusedWarm = "warm"

// Swept follows Ended when ScratchDir has been emptied. It is a message of its own, so
// that removing what a program left behind counts against no limit of it.
type Swept struct {
	Dirty string // why ScratchDir could not be emptied: the cell must not be used again
}

// File is one collected file; its descriptor is beside it.
type File struct{ Path string }

// Part is a piece of a file. A sandbox that cannot hand descriptors out sends a
// file in pieces before the message that its descriptor would be beside.
type Part struct {
	Mode uint32 // the file's permissions
	Data []byte
	Last bool
}

// Collected ends the answer to Collect.
type Collected struct{}

// Failed says which step went wrong. Whatever else is asked of gavel-init then
// has no answer.
type Failed struct {
	Step  string
	Error string
	Class Class
}

// Class tells the failures that are a program's doing from gavel-init's own.
type Class string

// The classes, all of Collect; any other failure has none.
const (
	Missing  Class = "missing"   // there is no such regular file
	TooLarge Class = "too large" // there is more than may be collected
)
