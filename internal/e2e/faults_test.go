package e2e

import (
	"fmt"
	"testing"
)

// A fault is something that befalls a kit which keeps everything in a browser.
type fault struct {
	number int // among the twenty; 0 for what else may happen
	name   string
	live   func(t *testing.T)
}

// faults are the twenty that must be survived, each in one journey or several: after "Saved" no record is ever lost, and
// nothing fails in silence.
var faults = []fault{
	{1, "killed while saving", killedSaving},
	{2, "every write is strict", strictWrites},
	{3, "no room", noRoom},
	{4, "the disk is full", fullDisk},
	{5, "the store is corrupted", corruptedStore},
	{6, "the store does not open", brokenStore},
	{7, "the connection is lost", lostConnection},
	{8, "everything evicted", evicted},
	{9, "caches cleared, then records alone", cleared},
	{10, "the same record in two windows", sameRecord},
	{10, "other fields in two windows", otherFields},
	{10, "two conversations in two windows", twoConversations},
	{11, "a newer kit elsewhere", newerElsewhere},
	{11, "an older kit that sleeps", olderAsleep},
	{12, "an older kit after a newer one", olderAgain},
	{13, "killed while everything moves", killedMoving},
	{14, "an update that arrives broken", brokenUpdate},
	{15, "an update while two windows type", update},
	{16, "the server gone", serverGone},
	{17, "a host set up wrongly", badHost},
	{18, "a clock that moves", clockThatMoves},
	{18, "other zones and summers", daysAnywhere},
	{19, "hostile files", hostileFiles},
	{19, "killed while importing", killedImporting},
	{19, "killed while restoring", killedRestoring},
	{20, "killed while keys change", killedChangingKeys},
	{20, "keys and records damaged", damagedKeys},
	{0, "storage refused", refusedStorage},
	{0, "a browser that never answers", silentBrowser},
	{0, "the worker taken away, another profile", otherProfile},
}

// TestFaults lives them all. One alone: go test -run 'TestFaults/03' ./internal/e2e
func TestFaults(t *testing.T) {
	held := map[int]bool{}
	for _, f := range faults {
		held[f.number] = true
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
