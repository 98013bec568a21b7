package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"
)

// loaded reads a configuration from flags, a file's text and an environment.
func loaded(t *testing.T, flags []string, file string, environ ...string) (*settings, error) {
	t.Helper()
	s := newSettings()
	if err := s.all.Parse(flags); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "gavel.toml")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	return s, s.load(path, environ)
}

func TestFlagBeforeVariableBeforeFileBeforeDefault(t *testing.T) {
	file := "workers = 2\nqueue = 20\nlease = \"20s\"\n"
	s, err := loaded(t, []string{"--workers", "4"}, file, "GAVEL_WORKERS=3", "GAVEL_QUEUE=30")
	if err != nil {
		t.Fatal(err)
	}
	c := s.config
	if c.Workers != 4 || c.QueueLength != 30 || c.Lease != 20*time.Second || c.Attempts != defaultConfig().Attempts {
		t.Errorf("workers %d, queue %d, lease %v, attempts %d; want 4, 30, 20s and the default", c.Workers, c.QueueLength, c.Lease, c.Attempts)
	}
	for key, want := range map[string]string{"workers": "--workers", "queue": "GAVEL_QUEUE", "attempts": ""} {
		if s.source[key] != want {
			t.Errorf("source of %s is %q, want %q", key, s.source[key], want)
		}
	}
}

func TestUnknownSettingsAreRefused(t *testing.T) {
	_, err := loaded(t, nil, "lisen = \"x\"\n", "GAVEL_WORKER=1", "GAVEL_ROOT_TESTS=1", "GAVEL_VM_TESTS=1", "OTHER=1")
	if err == nil {
		t.Fatal("accepted")
	}
	for _, want := range []string{"lisen", "GAVEL_WORKER:"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not name %s", err, want)
		}
	}
	if strings.Contains(err.Error(), "TESTS") {
		t.Errorf("%q refuses a variable that is no setting", err)
	}
}

func TestOneMessageForEachWrongSetting(t *testing.T) {
	for _, test := range []struct {
		name, file string
		environ    []string
		want       []string
	}{
		{"types", "workers = \"many\"\nlisten = [1]\n", nil, []string{"listen: want a string"}},
		{"values", "workers = \"many\"\nscan = \"loud\"\nlease = \"1 hour\"\nmax-code = \"1 TB\"\nuser-namespaces = \"maybe\"\n", nil,
			[]string{"whole number", "want enforce, report, off", "want a duration", "want a size", "true or false"}},
		{"bounds", "workers = 5000\nlease = \"1ms\"\ndata = \"here\"\nlisten = \"8080\"\n", []string{"GAVEL_MAX_CODE=2GiB"},
			[]string{"workers: 5000 is outside 1 to 1024", "lease: 1ms is outside 1s to 1h", "data: \"here\" is not an absolute path",
				"listen: \"8080\" is no address", "max-code: 2GiB is outside 1 to 64MiB (from GAVEL_MAX_CODE)"}},
		{"limits", "default-cpu = \"10s\"\nmax-cpu = \"5s\"\nmax-memory = \"1MiB\"\n", nil,
			[]string{"default-cpu: 10s is above max-cpu, 5s", "max-memory: 1MiB is below 8MiB"}},
		{"gVisor", "containerd-runtime = \"io.containerd.runsc.v1\"\n", nil, []string{"set runtime = \"runsc\""}},
		{"syntax", "workers = \n", nil, []string{"gavel.toml:1:"}},
	} {
		_, err := loaded(t, nil, test.file, test.environ...)
		if err == nil {
			t.Errorf("%s: accepted", test.name)
			continue
		}
		for _, want := range test.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q does not say %q", test.name, err, want)
			}
		}
		if test.name != "types" && test.name != "syntax" && strings.Count(err.Error(), "\n")+1 != len(test.want) {
			t.Errorf("%s: want %d messages, a line each, got %q", test.name, len(test.want), err)
		}
	}
}

func TestAFileThatIsNamedMustBeThere(t *testing.T) {
	if err := newSettings().load(filepath.Join(t.TempDir(), "none.toml"), nil); err == nil {
		t.Error("a missing file was taken as an empty one")
	}
}

// TestEverySettingHasAFlag changes each field of Config by its flag alone.
func TestEverySettingHasAFlag(t *testing.T) {
	samples := map[string]string{"string": "/x", "int": "7", "int64": "700000", "bool": "false", "duration": "90s", "size": "9MiB",
		"auto|containerd|runc|runsc": "runc", "auto|require|off": "off", "enforce|report|off": "off", "auto|off": "off",
		"debug|info|warn|error": "warn", "text|json": "json"}
	s := newSettings()
	var changed int
	s.all.VisitAll(func(f *pflag.Flag) {
		before := *s.config
		sample, known := samples[f.Value.Type()]
		if !known {
			t.Fatalf("no sample for --%s of type %s", f.Name, f.Value.Type())
		}
		if err := f.Value.Set(sample); err != nil {
			t.Errorf("--%s %s: %v", f.Name, sample, err)
		}
		if reflect.DeepEqual(before, *s.config) {
			t.Errorf("--%s changes nothing", f.Name)
		}
		changed++
	})
	if want := countFields(reflect.TypeFor[Config]()); changed != want {
		t.Errorf("%d flags for %d fields of Config", changed, want)
	}
}

func countFields(t reflect.Type) (n int) {
	for f := range t.Fields() {
		if f.Type.Kind() == reflect.Struct {
			n += countFields(f.Type)
			continue
		}
		n++
	}
	return n
}

// TestThePrintedConfigurationReadsBack feeds `gavel config` to --config.
func TestThePrintedConfigurationReadsBack(t *testing.T) {
	s, err := loaded(t, []string{"--workers", "3", "--max-cpu", "7s", "--listen", "127.0.0.1:1"}, "")
	if err != nil {
		t.Fatal(err)
	}
	var printed strings.Builder
	if err := s.print(&printed); err != nil {
		t.Fatal(err)
	}
	again, err := loaded(t, nil, printed.String())
	if err != nil {
		t.Fatalf("%v in\n%s", err, &printed)
	}
	if !reflect.DeepEqual(s.config, again.config) {
		t.Errorf("read back\n%+v\nwant\n%+v", again.config, s.config)
	}
}

func TestSizes(t *testing.T) {
	for text, want := range map[string]int64{"0": 0, "1": 1, "17B": 17, "64KiB": 64 << 10, "256MiB": 256 << 20, "2GiB": 2 << 30,
		"3 MiB": 3 << 20, "5kB": 5000, "5MB": 5e6, "1GB": 1e9} {
		if got, err := parseSize(text); err != nil || got != want {
			t.Errorf("%q is %d (%v), want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "-1", "1.5MiB", "MiB", "1TiB", "9223372036854775807GiB", "0x10", "1 2"} {
		if got, err := parseSize(text); err == nil {
			t.Errorf("%q is taken as %d", text, got)
		}
	}
}
