package harness

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"gavel/judge"
)

// byExtension are the languages, by how their sources are called.
var byExtension = map[string]string{".py": "python", ".cpp": "cpp", ".java": "java"}

// Every problem below testdata/problems accepts its three solutions and refuses
// the wrong ones, for what they answer and not because they do not run.
func TestProblems(t *testing.T) {
	folders, err := filepath.Glob("testdata/problems/*")
	if err != nil || len(folders) < 40 {
		t.Fatalf("%d problems, %v; want at least 40", len(folders), err)
	}
	wrong := map[string]int{}
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "wrong.*"))
		if err != nil || len(files) == 0 {
			t.Errorf("%s has no wrong solution: %v", folder, err)
		}
		for _, file := range files {
			wrong[byExtension[filepath.Ext(file)]]++
		}
	}
	eachLanguage(t, func(t *testing.T, language, extension string) {
		if wrong[language] < 10 {
			t.Errorf("%d wrong solutions in %s, want at least 10", wrong[language], language)
		}
		for _, folder := range folders {
			t.Run(filepath.Base(folder), func(t *testing.T) {
				problem := readProblem(t, folder)
				solution := filepath.Join(folder, "solution"+extension)
				if language == "java" {
					solution = filepath.Join(folder, "Solution.java")
				}
				accepted(t, judged(t, submissionOf(t, problem, language, solution)))
				file := filepath.Join(folder, "wrong"+extension)
				if _, err := os.Stat(file); err != nil {
					return
				}
				report := judged(t, submissionOf(t, problem, language, file))
				if v := *report.Verdict; v != judge.WrongAnswer && v != judge.RuntimeError {
					t.Errorf("a wrong one: %s", toldOf(report))
				}
			})
		}
	})
}

// eachLanguage runs a test once for every language, all at once: their cells are
// apart.
func eachLanguage(t *testing.T, test func(t *testing.T, language, extension string)) {
	t.Helper()
	images(t)
	for extension, language := range byExtension {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			test(t, language, extension)
		})
	}
}

func readProblem(t testing.TB, folder string) judge.Problem {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, "problem.json"))
	if err != nil {
		t.Fatal(err)
	}
	var problem judge.Problem
	if err := json.Unmarshal(data, &problem); err != nil {
		t.Fatal(err)
	}
	problem.ID = filepath.Base(folder)
	return problem
}

// submissionOf is a file as a submission to a problem, its tests included.
func submissionOf(t testing.TB, problem judge.Problem, language, file string) judge.Submission {
	t.Helper()
	code, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return judge.Submission{
		Language: language, Code: code, Function: problem.Function, Design: problem.Design,
		Compare: problem.Compare, Tests: problem.Tests,
	}
}
