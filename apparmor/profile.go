package apparmor

import (
	"bytes"
	_ "embed"
	"fmt"
	"text/template"

	"gavel/judge"
)

//go:embed profiles.tmpl
var profilesText string

var profilesTemplate = template.Must(template.New("profiles").Parse(profilesText))

// abi fixes the features that the rules are compiled for, so that a newer parser
// does not read them as denying what they do not know.
const abi = "abi <abi/3.0>,\n\n"

// names are the template's parameters.
type names struct {
	Stage   judge.Stage
	Init    string // profile of gavel-init
	Program string // profile added for the program
	Both    string // label of a program, as rules about a peer must spell it: sorted by name
}

func stageNames(stage judge.Stage) names {
	n := names{Stage: stage, Init: Profile(stage), Program: ProgramProfile(stage)}
	n.Both = min(n.Init, n.Program) + "//&" + max(n.Init, n.Program)
	return n
}

func stages() []judge.Stage { return []judge.Stage{judge.StageBuild, judge.StageRun} }

// Profile returns the name of the profile that a cell of the stage starts under:
// what the OCI spec names.
func Profile(stage judge.Stage) string { return "gavel-init-" + string(stage) }

// ProgramProfile returns the name of the profile that is added to it for a program:
// by the kernel at an exec, by a process that is forked itself.
func ProgramProfile(stage judge.Stage) string { return "gavel-" + string(stage) }

// Names returns the names of all profiles that Text defines.
func Names() []string {
	var list []string
	for _, stage := range stages() {
		n := stageNames(stage)
		list = append(list, n.Init, n.Program)
	}
	return list
}

// Text returns the profiles in AppArmor's language. It is always the same.
func Text() string {
	var text bytes.Buffer
	text.WriteString(abi)
	for _, stage := range stages() {
		if err := profilesTemplate.Execute(&text, stageNames(stage)); err != nil {
			panic(fmt.Sprintf("profiles of stage %s: %v", stage, err)) // the template and its parameters are constants
		}
	}
	return text.String()
}
