package cite_test

import "testing"

// The held-out documents were composed after the rules were written and told
// about once before any rule was changed: of the first 430 lies 1 got through and
// none of 284 honest replies was held back; of the second 2 of 351 and 1 of 196.
// What they showed was mended as a family, never for the one sentence.
const heldout, heldoutOn = "minutes.txt", "2025-05-21"

// TestHeldOutLies: lies about a document that the rules were not written beside.
func TestHeldOutLies(t *testing.T) { tellLies(t, heldout, heldoutOn) }

// TestHeldOutHonest: honest replies about it.
func TestHeldOutHonest(t *testing.T) { tellTruth(t, heldout, heldoutOn) }

// TestSecondHeldOut: a second document, composed after the rules had been changed
// for what the first had shown.
func TestSecondHeldOut(t *testing.T) {
	tellLies(t, "report.txt", "2026-07-03")
	tellTruth(t, "report.txt", "2026-07-03")
}
