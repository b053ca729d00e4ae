package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// faults are what the program must survive, and the tests that put it through each.
var faults = []struct {
	fault string
	tests []string // folder/name
}{
	{"killed at random instants", []string{"cmd/liangshan/TestKilledMidWorkNothingIsLostOrDoubled"}},
	{"Telegram: 429 with retry_after", []string{"bot/TestTelegramsFaultsCostTimeNotWords", "cmd/liangshan/TestKilledMidWorkNothingIsLostOrDoubled"}},
	{"Telegram: 500", []string{"bot/TestTelegramsFaultsCostTimeNotWords", "bot/TestAClockThatJumpsHoldsNothingUpAndLosesNothing"}},
	{"Telegram: 502 with HTML", []string{"bot/TestTelegramsFaultsCostTimeNotWords", "bot/TestTheLogNeverTellsWordsNamesOrTokens"}},
	{"Telegram: reset in mid-body", []string{"bot/TestTelegramsFaultsCostTimeNotWords", "cmd/liangshan/TestKilledMidWorkNothingIsLostOrDoubled"}},
	{"Telegram: hanging", []string{"bot/TestAHangingCallDelaysNobodyElse", "cmd/liangshan/TestItStopsInTimeUnderLoadAndLeavesNothingUndone"}},
	{"Telegram: wrong JSON", []string{"bot/TestTelegramsFaultsCostTimeNotWords", "bot/TestTheLogNeverTellsWordsNamesOrTokens"}},
	{"Telegram: duplicate events", []string{"cmd/liangshan/TestKilledMidWorkNothingIsLostOrDoubled", "store/TestAnEventIsKeptOnceAndEndedOnce"}},
	{"Telegram: events out of order", []string{"bot/TestAnyInterleavingLeavesTheLedgerOfTheOrderlyOne", "bot/TestEventsThatAreNumberedAnewAreHeard"}},
	{"Telegram: an event of unknown shape", []string{"bot/TestAnEventOfUnknownShapeIsPutAsideAndTheNextIsHandled", "bot/FuzzEveryEventIsRead"}},
	{"Telegram: a failing download", []string{"bot/TestTheLogNeverTellsWordsNamesOrTokens"}},
	{"webhook: taken away, failing, out of space", []string{"bot/TestAWebhookThatFailsIsTriedAgainAndNothingIsLost", "bot/TestAnEventThatCannotBeKeptIsNotAcknowledged"}},
	{"model: refusing, 429, 500, wrong JSON, cut", []string{"knowledge/llm/TestFaults", "cmd/liangshan/TestKilledMidWorkNothingIsLostOrDoubled"}},
	{"model: hanging", []string{"knowledge/llm/TestDeadline", "bot/TestASlowModelDelaysNobodyElse"}},
	{"model: the stream cut or stalled", []string{"knowledge/llm/TestStream", "knowledge/llm/TestIdle"}},
	{"model: lying", []string{"bot/TestAModelThatObeysOrdersIsNotBelieved", "cmd/liangshan/TestKilledMidWorkNothingIsLostOrDoubled"}},
	{"embedding: broken", []string{"knowledge/TestABrokenEmbedderCostsNoAnswer"}},
	{"disk full", []string{"cmd/liangshan/TestAFullDiskCostsTimeNotWords", "cmd/liangshan/TestABackupWithoutRoomLeavesNothingBehind"}},
	{"read-only folder", []string{"cmd/liangshan/TestAReadOnlyDiskIsTold"}},
	{"foreign-owned folder", []string{"cmd/liangshan/TestAFolderThatMayNotBeWrittenIsToldWithItsOwner"}},
	{"clock jumping", []string{"bot/TestAClockThatJumpsHoldsNothingUpAndLosesNothing", "bot/TestTicksRestartsAndJumpsSayEachReminderOnce", "bot/TestTheJournalIsKeptAsLongAsItIsSet"}},
	{"two processes", []string{"cmd/liangshan/TestASecondProgramOnTheSameFolderIsRefused"}},
	{"newer database", []string{"cmd/liangshan/TestADatabaseOfANewerProgramIsLeftAlone"}},
	{"damaged database", []string{"cmd/liangshan/TestADamagedDatabaseIsToldAndABackupPutsItRight"}},
	{"damaged backup", []string{"cmd/liangshan/TestADamagedBackupReplacesNothing"}},
	{"stop under load", []string{"cmd/liangshan/TestItStopsInTimeUnderLoadAndLeavesNothingUndone"}},
	{"older database", []string{"store/TestAnUpgradeKeepsEveryRow", "store/TestADatabaseOfTheFirstVersionIsBroughtUpToDateWithItsData"}},
}

// The table is true: each test that it names is there.
func TestEveryFaultHasItsTest(t *testing.T) {
	sources := map[string]string{}
	for _, f := range faults {
		for _, name := range f.tests {
			dir, test := filepath.Split(name)
			if sources[dir] == "" {
				files, err := filepath.Glob(filepath.Join("../..", dir, "*_test.go"))
				if err != nil {
					t.Fatal(err)
				}
				for _, file := range files {
					b, err := os.ReadFile(file)
					if err != nil {
						t.Fatal(err)
					}
					sources[dir] += string(b)
				}
			}
			if !strings.Contains(sources[dir], "func "+test+"(") {
				t.Errorf("%s: there is no %s", f.fault, name)
			}
		}
	}
}
