package harness

import (
	"unicode"
	"unicode/utf8"

	"gavel/judge"
)

// Admit checks what a request says of its language: the language itself, the
// compiler flags and the limits. It returns the submission with its effective
// limits, which is the one to store; it is called once per submission, since the
// factors would apply again.
//
// A zero limit becomes the default. Without a wall limit, three times the CPU
// limit is taken, at least one second more than it, at most the host's maximum.
// What is asked is compared with the host's maxima first, then the language's
// factors apply and what the language needs for itself is added.
//
// The error is a *judge.FieldError: of class ErrLimit for a limit above a
// maximum, else ErrInvalid.
func (s *Set) Admit(submission judge.Submission) (judge.Submission, error) {
	l, err := s.language(submission.Language)
	if err != nil {
		return judge.Submission{}, err
	}
	if submission.Typed() && l.Function == nil {
		return judge.Submission{}, judge.Invalid("/language", "%s takes whole programs only, no functions", l.id)
	}
	if err := l.checkFlags(submission.CompilerFlags); err != nil {
		return judge.Submission{}, err
	}
	if err := s.checkCustom("/checker", submission.Checker.Custom); err != nil {
		return judge.Submission{}, err
	}
	if err := s.checkCustom("/compare", submission.Compare.Custom); err != nil {
		return judge.Submission{}, err
	}
	if err := s.checkAsked(submission.Limits); err != nil {
		return judge.Submission{}, err
	}
	submission.Limits = l.limits(s.fill(l, submission.Limits))
	return submission, nil
}

const (
	maxFlags   = 32
	maxFlagLen = 128
)

// checkFlags compares compiler flags with the language's allow-list.
func (l *language) checkFlags(flags []string) error {
	if len(flags) > 0 && len(l.flags) == 0 {
		return judge.Invalid("/compiler_flags", "%s takes no compiler flags", l.id)
	}
	if len(flags) > maxFlags {
		return judge.Invalid("/compiler_flags", "%d flags, at most %d are taken", len(flags), maxFlags)
	}
	for i, flag := range flags {
		if err := l.checkFlag("/compiler_flags/"+decimal(int64(i)), flag); err != nil {
			return err
		}
	}
	return nil
}

func (l *language) checkFlag(at, flag string) error {
	if len(flag) > maxFlagLen {
		return judge.Invalid(at, "%d bytes, at most %d are taken", len(flag), maxFlagLen)
	}
	if plainFlag(flag) {
		for _, pattern := range l.flags {
			if pattern.MatchString(flag) {
				return nil
			}
		}
	}
	return judge.Invalid(at, "%s does not take %q: GET /languages lists what it takes", l.id, flag)
}

// plainFlag keeps out, whatever an allow-list says, what is no flag.
func plainFlag(flag string) bool {
	if len(flag) < 2 || flag[0] != '-' || !utf8.ValidString(flag) {
		return false
	}
	for _, r := range flag {
		if !unicode.IsPrint(r) || r == ' ' || r == '@' {
			return false
		}
	}
	return true
}

// flagPatterns is the allow-list as a client sees it; never nil.
func (l *language) flagPatterns() []string {
	if l.Build == nil {
		return []string{}
	}
	return append([]string{}, l.Build.Flags...)
}
