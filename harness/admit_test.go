package harness

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gavel/judge"
)

const mib = 1 << 20

func TestAdmitMakesLimitsEffective(t *testing.T) {
	for _, test := range []struct {
		name     string
		language string
		config   Config
		asked    judge.Limits
		want     judge.Limits
	}{
		{"nothing asked", "python", Config{}, judge.Limits{}, judge.Limits{CPUMillis: 2000, WallMillis: 6000, MemoryBytes: 256 * mib, OutputBytes: 16 * mib, Processes: 32}},
		{"the contract's example", "python", Config{}, judge.Limits{CPUMillis: 2000, WallMillis: 6000, MemoryBytes: 256 * mib, OutputBytes: 16 * mib, Processes: 64},
			judge.Limits{CPUMillis: 2000, WallMillis: 6000, MemoryBytes: 256 * mib, OutputBytes: 16 * mib, Processes: 64}},
		{"a short time leaves a second to wait", "cpp", Config{}, judge.Limits{CPUMillis: 100}, judge.Limits{CPUMillis: 100, WallMillis: 1100, MemoryBytes: 256 * mib, OutputBytes: 16 * mib, Processes: 16}},
		{"a long time is not above the maximum", "cpp", Config{Maxima: judge.Limits{WallMillis: 40_000}}, judge.Limits{CPUMillis: 20_000}, judge.Limits{CPUMillis: 20_000, WallMillis: 40_000, MemoryBytes: 256 * mib, OutputBytes: 16 * mib, Processes: 16}},
		{"the host's wall time goes with its CPU time", "cpp", Config{Defaults: judge.Limits{WallMillis: 2500}}, judge.Limits{}, judge.Limits{CPUMillis: 2000, WallMillis: 2500, MemoryBytes: 256 * mib, OutputBytes: 16 * mib, Processes: 16}},
		{"and not with another", "cpp", Config{Defaults: judge.Limits{WallMillis: 2500}}, judge.Limits{CPUMillis: 3000}, judge.Limits{CPUMillis: 3000, WallMillis: 9000, MemoryBytes: 256 * mib, OutputBytes: 16 * mib, Processes: 16}},
		{"what the JVM needs comes on top", "java", Config{}, judge.Limits{MemoryBytes: 64 * mib, Processes: 1}, judge.Limits{CPUMillis: 2000, WallMillis: 6000, MemoryBytes: 384 * mib, OutputBytes: 16 * mib, Processes: 25}},
		{"factors and extras", "awk", Config{Dir: testLanguages}, judge.Limits{CPUMillis: 1000, WallMillis: 2001, MemoryBytes: 8 * mib, Processes: 2}, judge.Limits{CPUMillis: 1600, WallMillis: 3102, MemoryBytes: 17 * mib, OutputBytes: 16 * mib, Processes: 3}},
		{"the host's processes where they are fewer", "java", Config{Defaults: judge.Limits{Processes: 8}}, judge.Limits{}, judge.Limits{CPUMillis: 2000, WallMillis: 6000, MemoryBytes: 576 * mib, OutputBytes: 16 * mib, Processes: 32}},
		{"a maximum bounds a default left to us", "cpp", Config{Maxima: judge.Limits{CPUMillis: 1000}}, judge.Limits{}, judge.Limits{CPUMillis: 1000, WallMillis: 3000, MemoryBytes: 256 * mib, OutputBytes: 16 * mib, Processes: 16}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := newSet(t, test.config).Admit(judge.Submission{Language: test.language, Limits: test.asked})
			if err != nil {
				t.Fatal(err)
			}
			if got.Limits != test.want {
				t.Errorf("got %+v, want %+v", got.Limits, test.want)
			}
		})
	}
}

func TestAdmitRefusesLimits(t *testing.T) {
	set := newSet(t, Config{})
	for _, test := range []struct {
		name  string
		asked judge.Limits
		field string
		class error
		says  []string
	}{
		{"negative", judge.Limits{CPUMillis: -5}, "/limits/cpu_ms", judge.ErrInvalid, []string{"-5", "1"}},
		{"most negative", judge.Limits{WallMillis: math.MinInt64}, "/limits/wall_ms", judge.ErrInvalid, nil},
		{"too much time", judge.Limits{CPUMillis: 30_001}, "/limits/cpu_ms", judge.ErrLimit, []string{"30001", "30000"}},
		{"too much waiting", judge.Limits{WallMillis: 90_001}, "/limits/wall_ms", judge.ErrLimit, []string{"90001", "90000"}},
		{"too little memory", judge.Limits{MemoryBytes: 1024}, "/limits/memory_bytes", judge.ErrInvalid, []string{"1024", "4194304"}},
		{"all memory there can be", judge.Limits{MemoryBytes: math.MaxInt64}, "/limits/memory_bytes", judge.ErrLimit, []string{"2147483648"}},
		{"too much output", judge.Limits{OutputBytes: 64*mib + 1}, "/limits/output_bytes", judge.ErrLimit, nil},
		{"too many processes", judge.Limits{Processes: 513}, "/limits/processes", judge.ErrLimit, []string{"513", "512"}},
	} {
		for _, language := range []string{"cpp", "java", "python"} {
			_, err := set.Admit(judge.Submission{Language: language, Limits: test.asked})
			wantField(t, test.name, err, test.field, test.class)
			for _, says := range test.says {
				if err != nil && !strings.Contains(err.Error(), says) {
					t.Errorf("%s: %q does not say %s", test.name, err, says)
				}
			}
		}
	}
	_, err := set.Admit(judge.Submission{Language: "cobol"})
	wantField(t, "language", err, "/language", judge.ErrInvalid)
}

func TestAdmitTakesFlags(t *testing.T) {
	set := newSet(t, Config{})
	for language, flags := range map[string]string{
		"cpp": "-std=c++11 -std=gnu++26 -O0 -O3 -Ofast -Og -g -g3 -Wall -Wextra -Wno-unused -Werror=return-type -Wno-error=vla -Wpedantic " +
			"-Wfloat-equal -DDEBUG -DN=100 -D_GLIBCXX_DEBUG -UNDEBUG -ffast-math -fno-strict-aliasing -ftrapv -fconstexpr-depth=1024 " +
			"-funroll-loops -mavx2 -mbmi2 -mpopcnt -msse4.2 -march=x86-64-v3 -pthread -lm -w -fno-exceptions",
		"java": "-Xlint -Xlint:all -Xlint:unchecked,-serial -Werror -nowarn -g -g:none --release=17 -parameters -deprecation",
	} {
		for flag := range strings.FieldsSeq(flags) {
			if _, err := set.Admit(judge.Submission{Language: language, CompilerFlags: []string{flag}}); err != nil {
				t.Errorf("%s does not take %s: %v", language, flag, err)
			}
		}
	}
}

func TestAdmitRefusesFlags(t *testing.T) {
	set := newSet(t, Config{})
	hostile := []string{
		"", "-", "main.cpp", "/etc/passwd", "@file", "-I/etc", "-I", "-include", "-include/etc/passwd", "-imacros", "-isystem/x",
		"-B/tmp", "-specs=/tmp/x", "-wrapper", "-fplugin=/tmp/x.so", "-fplugin-arg-x", "-Wl,-T,x", "-Wa,-I/etc", "-Wp,-MD,x", "-Xlinker",
		"-Xassembler", "-x", "-o", "-o/box/x", "-save-temps", "-dumpdir", "-E", "-S", "-c", "-M", "-MD", "-shared", "-march=native",
		"-mtune=native", "-O2 -I/etc", "-O2\n-I/etc", "-O2\x00", "-DX=\"/etc\"", "-DX=/etc", "-D", "-DX(a)=a", "-std=c++20;x", "-L/tmp",
		"-l:x.a", "-lcrypto", "-fdump-tree-all", "-fprofile-use=/x", "-fprofile-generate", "-fsanitize=address", "-flto", "-fuse-ld=lld", "--sysroot=/",
		"-nostdlib", "-static-pie", "-fno-builtin-x/../y", "-Wé", "-O2\xff", "--help", "-v", "-###", "-processor", "-proc:full",
		"-J-javaagent:/x", "-cp", "-d", "--release=7", "--release=26", "-Xplugin:x", "-sourcepath", "-Akey=value", "--module-path",
		"-W" + strings.Repeat("a", 200),
	}
	for _, language := range []string{"cpp", "java"} {
		for _, flag := range hostile {
			_, err := set.Admit(judge.Submission{Language: language, CompilerFlags: []string{"-g", flag}})
			wantField(t, language+" "+flag, err, "/compiler_flags/1", judge.ErrInvalid)
		}
	}
	_, err := set.Admit(judge.Submission{Language: "python", CompilerFlags: []string{"-O"}})
	wantField(t, "python", err, "/compiler_flags", judge.ErrInvalid)
	_, err = set.Admit(judge.Submission{Language: "cpp", CompilerFlags: slices.Repeat([]string{"-g"}, 33)})
	wantField(t, "33 flags", err, "/compiler_flags", judge.ErrInvalid)
}

// Whatever is taken is one plain flag of the allow-list.
func FuzzAdmitFlags(f *testing.F) {
	set := newSet(f, Config{})
	harmless := regexp.MustCompile(`^-[A-Za-z0-9_:,.+=-]+$`)
	for _, flag := range []string{"-O2", "-std=c++20", "-DX=1", "-Wl,x", "-Xlint:a,-b", "--release=21"} {
		f.Add(flag)
	}
	f.Fuzz(func(t *testing.T, flag string) {
		for _, language := range []string{"cpp", "java"} {
			if _, err := set.Admit(judge.Submission{Language: language, CompilerFlags: []string{flag}}); err == nil && !harmless.MatchString(flag) {
				t.Errorf("%s takes %q", language, flag)
			}
		}
	})
}
