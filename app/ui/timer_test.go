package ui

import (
	"testing"
	"time"

	"trousse/internal/i18n"
)

func TestATimerFollowsTheClock(t *testing.T) {
	noon := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	at := func(s int) time.Time { return noon.Add(time.Duration(s) * time.Second) }
	for _, c := range []struct {
		name string
		now  []int // what the clock shows at each look, in seconds after noon
		want []int // seconds elapsed
	}{
		{"it runs", []int{0, 1, 65}, []int{0, 1, 65}},
		{"the device slept", []int{10, 4000}, []int{10, 4000}},
		{"the clock was set back: it goes on from there", []int{100, -3500, -3490}, []int{100, 100, 110}},
		{"set back before the first look: never negative", []int{-60, -58}, []int{0, 2}},
		{"set back twice", []int{30, 10, 15, -100, -90}, []int{30, 30, 35, 35, 45}},
		{"set back, then right again", []int{100, 50, 160}, []int{100, 100, 210}},
	} {
		timer := &Timer{Start: noon}
		for i, s := range c.now {
			before := timer.Start
			got, moved := timer.Elapsed(at(s))
			if got != time.Duration(c.want[i])*time.Second || moved == timer.Start.Equal(before) {
				t.Errorf("%s: look %d: %v, moved %v", c.name, i, got, moved)
			}
		}
	}
}

func TestLengthsOfTime(t *testing.T) {
	fr, en := i18n.For(i18n.FR), i18n.For(i18n.EN)
	for _, c := range []struct {
		seconds           int
		clock, words, inE string
	}{
		{0, "0:00", "0\u00a0s", "0 s"},
		{5, "0:05", "5\u00a0s", "5 s"},
		{60, "1:00", "1\u00a0min", "1 min"},
		{125, "2:05", "2\u00a0min 5\u00a0s", "2 min 5 s"},
		{3600, "1:00:00", "1\u00a0h 0\u00a0min", "1 h 0 min"},
		{3725, "1:02:05", "1\u00a0h 2\u00a0min", "1 h 2 min"},
		{-3, "0:00", "0\u00a0s", "0 s"},
	} {
		d := time.Duration(c.seconds) * time.Second
		if got := Clock(d); got != c.clock {
			t.Errorf("%d: %s", c.seconds, got)
		}
		if got := Duration(fr, d); got != c.words {
			t.Errorf("%d: %q", c.seconds, got)
		}
		if got := Duration(en, d); got != c.inE {
			t.Errorf("%d: %q", c.seconds, got)
		}
	}
}
