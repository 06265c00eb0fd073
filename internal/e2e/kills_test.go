package e2e

import (
	"os"
	"strings"
	"testing"
)

// TestKills goes through the flows of testdata/kills.txt with a dead battery at each step: what was typed is on offer
// again, what was saved is there. Of each flow one typing and one save are interrupted; TROUSSE_KILLS=all interrupts every
// one, in both languages.
func TestKills(t *testing.T) {
	t.Parallel()
	all := os.Getenv("TROUSSE_KILLS") == "all"
	langs := []string{"fr"}
	if all {
		langs = append(langs, "en")
	}
	for flow := range strings.SplitSeq(diaryOf(t, "kills.txt"), "\n\n== ") {
		name, lines, ok := strings.Cut(flow, "\n")
		if !ok || strings.HasPrefix(flow, "#") {
			continue
		}
		for _, lang := range langs {
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				y := newDiary(t, lang, phone)
				if y.dies = everyTime; !all {
					y.dies = once(lines)
				}
				y.tell(name, lines)
			})
		}
	}
}

// everyTime interrupts after each typing and each save.
func everyTime(string) bool { return true }

// once interrupts after the last typing and the last save of some lines: the others are like them.
func once(lines string) func(verb string) bool {
	left, last := map[string]int{}, ""
	for line := range strings.Lines(lines) {
		verb, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		if last == "type" && verb != "type" {
			left["type"]++
		}
		if verb == "save" {
			left["save"]++
		}
		last = verb
	}
	return func(verb string) bool {
		left[verb]--
		return left[verb] == 0
	}
}
