package e2e

import "testing"

// TestIndependentsDay is a quote, from the call in which it was asked for until the client is thanked.
func TestIndependentsDay(t *testing.T) { everywhere(t, "diaries/independent.txt") }
