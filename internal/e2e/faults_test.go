package e2e

import (
	"fmt"
	"os"
	"testing"
)

// A fault is something that befalls a kit which keeps everything in a browser. All are lived in Chromium.
type fault struct {
	number          int // among the twenty; 0 for what else may happen
	name            string
	live            func(t *testing.T)
	firefox, webkit string // whether it is lived there: always, byHand, or why it cannot be
}

const (
	always = "in each make test"
	byHand = "by make faults, since it takes long"
)

// faults are the twenty that must be survived, each in one journey or several: after "Saved" no record is ever lost, and
// nothing fails in silence.
var faults = []fault{
	{1, "killed while saving", killedSaving, always, always},
	{2, "every write is strict", strictWrites, byHand, byHand},
	{3, "no room", noRoom, byHand, "nothing there limits what a site may keep"},
	{4, "the disk is full", fullDisk, always, always},
	{5, "the store is corrupted", corruptedStore, always, always},
	{6, "the store does not open", brokenStore, byHand, always},
	{7, "the connection is lost", lostConnection, byHand, always},
	{8, "everything evicted", evicted, byHand, byHand},
	{9, "caches cleared, then records alone", cleared, always, always},
	{10, "the same record in two windows", sameRecord, always, always},
	{10, "other fields in two windows", otherFields, byHand, byHand},
	{10, "two conversations in two windows", twoConversations, byHand, byHand},
	{11, "a newer kit elsewhere", newerElsewhere, always, always},
	{11, "an older kit that sleeps", olderAsleep, always, always},
	{12, "an older kit after a newer one", olderAgain, always, always},
	{13, "killed while everything moves", killedMoving, byHand, byHand},
	{14, "an update that arrives broken", brokenUpdate, always, always},
	{15, "an update while two windows type", update, always, always},
	{16, "the server gone", serverGone, always, byHand},
	{17, "a host set up wrongly", badHost, always, always},
	{18, "a clock that moves", clockThatMoves, byHand, byHand},
	{18, "other zones and summers", daysAnywhere, byHand, byHand},
	{19, "hostile files", hostileFiles, byHand, byHand},
	{19, "killed while importing", killedImporting, byHand, byHand},
	{19, "killed while restoring", killedRestoring, byHand, byHand},
	{20, "killed while keys change", killedChangingKeys, byHand, byHand},
	{20, "keys and records damaged", damagedKeys, byHand, byHand},
	{0, "storage refused", refusedStorage, always, always},
	{0, "a browser that never answers", silentBrowser, byHand, byHand},
	{0, "a page put aside", putAside, always, always},
	{0, "the worker taken away, another profile", otherProfile, byHand, byHand},
}

// here tells whether a fault is lived in this run's engine, and if not, why.
func (f fault) here() (lived bool, why string) {
	why = map[string]string{chromiumEngine: always, "firefox": f.firefox, "webkit": f.webkit}[engine]
	return why == always || why == byHand && os.Getenv("TROUSSE_FAULTS") == "all", why
}

// TestFaults lives them all. One alone: go test -run 'TestFaults/03' ./internal/e2e
func TestFaults(t *testing.T) {
	held := map[int]bool{}
	for _, f := range faults {
		held[f.number] = true
		if lived, why := f.here(); !lived {
			t.Logf("%02d %s is not lived here: %s", f.number, f.name, why)
			continue
		}
		t.Run(fmt.Sprintf("%02d %s", f.number, f.name), func(t *testing.T) {
			t.Parallel()
			f.live(t)
		})
	}
	for n := 1; n <= 20; n++ {
		if !held[n] {
			t.Errorf("nobody lives fault %d", n)
		}
	}
}
