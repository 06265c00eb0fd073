package e2e

import "testing"

// TestIndependentsDay is a quote, from the call in which it was asked for until the client is thanked.
func TestIndependentsDay(t *testing.T) { everywhere(t, "diaries/independent.txt") }

// TestCountersShift is an hour of two people at a counter: anger, a wait, a crisis, and the shift handed over.
func TestCountersShift(t *testing.T) { everywhere(t, "diaries/counter.txt") }

// TestMonth is an improvement, from the one who asked for it until everyone who did was told.
func TestMonth(t *testing.T) { everywhere(t, "diaries/month.txt") }
