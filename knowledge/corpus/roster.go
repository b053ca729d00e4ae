package corpus

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"liangshan/knowledge/units"
)

//go:embed units.json
var unitsJSON []byte

type rosterFile struct {
	Units      []units.Unit `json:"units"`
	Neighbours []string     `json:"neighbours"` // districts nearby, whose offices are not ours
}

func readRoster() rosterFile {
	var f rosterFile
	if err := json.Unmarshal(unitsJSON, &f); err != nil {
		panic(fmt.Sprintf("corpus: units.json: %v", err)) // compiled in; a test reads it
	}
	return f
}

// Units is the embedded roster's units: departments, offices, towns.
func Units() []units.Unit { return readRoster().Units }

// Neighbours are the districts nearby, without 区 or 县, for units.New.
func Neighbours() []string { return readRoster().Neighbours }

// Roster is the embedded roster with its neighbours.
func Roster() *units.Roster {
	f := readRoster()
	return units.New(f.Units, f.Neighbours...)
}
