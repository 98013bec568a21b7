package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/pflag"
)

const defaultConfigFile = "/etc/gavel/gavel.toml"

// notSettings are the variables named GAVEL_… that say something else.
var notSettings = []string{"GAVEL_CONFIG", "GAVEL_ROOT_TESTS", "GAVEL_VM_TESTS", "GAVEL_CI_CACHE"}

// settings reads a Config from its four sources. A flag comes before an
// environment variable, that before the file, that before the default.
type settings struct {
	config *Config
	all    *pflag.FlagSet
	source map[string]string // setting to where its value came from
}

// settingError is what is wrong with one setting.
type settingError struct {
	key string
	err error
}

func (e *settingError) Error() string { return e.key + ": " + e.err.Error() }
func (e *settingError) Unwrap() error { return e.err }

func newSettings() *settings {
	c := defaultConfig()
	return &settings{config: c, all: c.flags(), source: map[string]string{}}
}

// load reads the file and the environment for what no flag said. An empty path
// means the usual file, which need not be there.
func (s *settings) load(path string, environ []string) error {
	values, err := readFile(path)
	if err != nil {
		return err
	}
	errs := s.apply(values)
	values, unknown := readEnvironment(environ)
	errs = append(append(errs, unknown...), s.apply(values)...)
	s.all.VisitAll(func(f *pflag.Flag) {
		if f.Changed {
			s.source[f.Name] = "--" + f.Name
		}
	})
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return s.sourced(s.config.complete())
}

// given is one value of a file or of the environment.
type given struct{ key, value, source string }

// apply sets what was given; the later source comes second and wins.
func (s *settings) apply(values []given) (errs []error) {
	for _, g := range values {
		f := s.all.Lookup(g.key)
		switch {
		case f == nil:
			errs = append(errs, fmt.Errorf("%s: there is no such setting; `gavel config` prints all of them", g.source))
		case f.Changed:
		default:
			if err := f.Value.Set(g.value); err != nil {
				errs = append(errs, fmt.Errorf("%s: %q cannot be: %w", g.source, g.value, plainCause(err)))
			}
			s.source[g.key] = g.source
		}
	}
	return errs
}

// plainCause says without Go's words what strconv and time say.
func plainCause(err error) error {
	switch text := err.Error(); {
	case strings.Contains(text, "strconv.ParseBool"):
		return errors.New("want true or false")
	case strings.Contains(text, "strconv."):
		return errors.New("want a whole number")
	case strings.HasPrefix(text, "time:"):
		return errors.New("want a duration, such as 30s or 1h30m")
	}
	return err
}

// sourced adds to each message where the setting's value came from.
func (s *settings) sourced(err error) error {
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return err
	}
	var errs []error
	for _, err := range joined.Unwrap() {
		of, ok := errors.AsType[*settingError](err)
		if ok && s.source[of.key] != "" && s.source[of.key] != "--"+of.key {
			err = fmt.Errorf("%w (from %s)", err, s.source[of.key])
		}
		errs = append(errs, err)
	}
	slices.SortFunc(errs, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(errs...)
}

// readFile returns the settings of a TOML file, sorted by key.
func readFile(path string) ([]given, error) {
	optional := path == ""
	if optional {
		path = defaultConfigFile
	}
	data, err := os.ReadFile(path)
	if optional && errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	var keys map[string]any
	if err := toml.Unmarshal(data, &keys); err != nil {
		if at, ok := errors.AsType[*toml.DecodeError](err); ok {
			row, column := at.Position()
			return nil, fmt.Errorf("%s:%d:%d: %s", path, row, column, at.Error())
		}
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return fileValues(path, keys)
}

func fileValues(path string, keys map[string]any) ([]given, error) {
	var values []given
	var errs []error
	for key, value := range keys {
		switch value.(type) {
		case string, int64, bool:
			values = append(values, given{key, fmt.Sprint(value), path + ": " + key})
		default:
			errs = append(errs, fmt.Errorf("%s: %s: want a string, a whole number, true or false", path, key))
		}
	}
	slices.SortFunc(values, func(a, b given) int { return strings.Compare(a.key, b.key) })
	return values, errors.Join(errs...)
}

// readEnvironment returns the settings among the variables. One named GAVEL_…
// that is no setting is a typing error, not a default.
func readEnvironment(environ []string) (values []given, errs []error) {
	known := newFlagNames()
	for _, variable := range environ {
		name, value, _ := strings.Cut(variable, "=")
		if !strings.HasPrefix(name, "GAVEL_") || slices.Contains(notSettings, name) {
			continue
		}
		if key, ok := known[name]; ok {
			values = append(values, given{key, value, name})
			continue
		}
		errs = append(errs, fmt.Errorf("%s: there is no such setting; `gavel config` prints all of them", name))
	}
	return values, errs
}

// newFlagNames maps the variables' names to the settings.
func newFlagNames() map[string]string {
	names := map[string]string{}
	defaultConfig().flags().VisitAll(func(f *pflag.Flag) { names[variable(f.Name)] = f.Name })
	return names
}

// variable is the environment variable of a setting: max-code is GAVEL_MAX_CODE.
func variable(key string) string {
	return "GAVEL_" + strings.ToUpper(strings.ReplaceAll(key, "-", "_"))
}
