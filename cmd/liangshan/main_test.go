package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// asProgram makes the test binary be the program: what an operator starts is
// what is tested.
const asProgram = "LIANGSHAN_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	testscript.Main(m, map[string]func(){"liangshan": main})
}

// Every file in testdata/script is a session at the terminal.
func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Setup: func(e *testscript.Env) error {
		e.Setenv("LIANGSHAN_DATA", e.WorkDir+"/data")
		e.Setenv("HOME", e.WorkDir)
		return nil
	}})
}
