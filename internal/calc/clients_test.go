package calc

import (
	"math"
	"testing"
)

func TestSilentPerSeverity(t *testing.T) {
	for _, c := range []struct {
		severity Severity
		want     float64
	}{
		{SeverityNone, 26},
		{"", 26},
		{SeverityMinor, 97.0 / 3}, // 3 of 100 speak, 97 do not
		{SeverityMedium, 9},
		{SeveritySerious, 0.5},
	} {
		if got := SilentPer(c.severity); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", c.severity, got, c.want)
		}
	}
	// All who were let down, with a share c of them heard, are heard ÷ c.
	for s, c := range speaks {
		out, _ := SilentComplaints(Numbers{"complaints": 12, "silent_per_complaint": SilentPer(s), "never_again_share": 1, "lifetime_value": 1})
		if got := out["dissatisfied"]; math.Abs(got-12/c) > 1e-9 {
			t.Errorf("%s: %v let down, want %v", s, got, 12/c)
		}
	}
}

func TestTheGestureThatBreaksEvenGainsNothing(t *testing.T) {
	for _, with := range []float64{0, 0.3, 0.82, 1} {
		in := Numbers{"gesture_cost": 1, "lifetime_value": 3333.33, "stay_with": with, "stay_without": 0.1}
		out, _ := Gesture(in)
		if out["break_even_cost"] < 0 {
			continue // a gesture that does harm never breaks even
		}
		in["gesture_cost"] = out["break_even_cost"]
		if again, err := Gesture(in); err != nil || math.Abs(again["gain"]) > 1e-9 {
			t.Errorf("with %v: %v, %v", with, again, err)
		}
	}
}

func TestThePublishedSplitIsWhole(t *testing.T) {
	in, all, avoidable := Numbers{}, 0.0, 0.0
	for _, d := range Doors {
		in[d.Name] = 200 * d.Published
		all += d.Published
		if d.Avoidable {
			avoidable += d.Published
		}
	}
	out, err := DoorsOut(in)
	if err != nil || math.Abs(all-1) > 1e-12 || math.Abs(avoidable-0.82) > 1e-12 || math.Abs(out["avoidable_share"]-0.82) > 1e-12 {
		t.Errorf("all %v, avoidable %v, %v, %v", all, avoidable, out, err)
	}
}

// What is a zone to one side is the same zone to the other.
func TestTheZoneIsTheSameFromBothSides(t *testing.T) {
	for _, pair := range [][2]float64{{800, 1000}, {1000, 800}, {500, 500}, {0, 1}} {
		mine := Numbers{"my_walk_away": pair[0], "their_walk_away": pair[1]}
		theirs := Numbers{"my_walk_away": pair[1], "their_walk_away": pair[0]}
		a, _ := Negotiation(Seller, mine)
		b, _ := Negotiation(Buyer, theirs)
		if len(a) != len(b) || a["zone_low"] != b["zone_low"] || a["zone_high"] != b["zone_high"] || a["zone_width"] != b["zone_width"] {
			t.Errorf("%v: %v and %v", pair, a, b)
		}
	}
}
