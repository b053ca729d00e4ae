package cite_test

import "testing"

// The held-out document was composed after the rules were written, and no rule
// was changed for it without a case of its own in the tables.
const heldout, heldoutOn = "minutes.txt", "2025-05-21"

// TestHeldOutLies: lies about a document that the rules were not written beside.
func TestHeldOutLies(t *testing.T) { tellLies(t, heldout, heldoutOn) }

// TestHeldOutHonest: honest replies about it.
func TestHeldOutHonest(t *testing.T) { tellTruth(t, heldout, heldoutOn) }
