package calculators

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/calc"
	"trousse/internal/content"
)

// machine is one calculator: what it works out, and what is its own on the screen.
type machine struct {
	slug string
	// work turns what was typed into an outcome. With a [calc.FieldErrors], the outcome holds what stands all the same.
	work func(t typed) (outcome, error)
	// fill tells which field a change of another fills, and with what.
	fill func(t typed, changed string) (field string, v float64, ok bool)
	// picture draws the outcome; its figures stand in the table too.
	picture func(w sheet) app.UI
	// ledger shows the results as a table in a way of its own.
	ledger func(w sheet) app.UI
	// open is called when the screen opens.
	open func(s *Calculator, ctx app.Context)
	// below is what stands below a field.
	below func(s *Calculator, in content.Input) app.UI
	// act is what the result is for.
	act func(s *Calculator, w sheet) app.UI
	// beside is what the screen has beside the results.
	beside func(s *Calculator, w sheet) app.UI
}

// machines are all of them, in the order in which they are listed.
var machines = []machine{
	{slug: "lost-client", work: lostClient, picture: told},
	{slug: "promise-date", work: promiseDate, picture: calendar, open: (*Calculator).learn, below: (*Calculator).learned, act: (*Calculator).promise},
	{slug: "gesture", work: gesture, beside: (*Calculator).latitude},
	{slug: "keep-or-replace", work: keepOrReplace, fill: fiveTimes},
	{slug: "silent-complaints", work: silentComplaints, fill: severity, picture: iceberg},
	{slug: "word-of-mouth", work: wordOfMouth, below: (*Calculator).month},
	{slug: "doors-out", work: doorsOut, ledger: doors, below: (*Calculator).departures},
	{slug: "negotiation", work: negotiation, picture: zone},
	{slug: "quebec-taxes", work: quebecTaxes},
	{slug: "hourly-rate", work: hourlyRate},
}

// lostClient is F60.
func lostClient(t typed) (outcome, error) {
	v, err := calc.LostClient(t.numbers)
	o := outcome{numbers: v, closing: "conclusion"}
	if t.numbers["doubt"] == 1 {
		o.unsaid = []string{"doubted"}
	}
	if lost, ok := v["lost_clients"]; ok && lost == 0 {
		o.closing = "conclusion_alone"
	}
	if _, refined := v["discounted_value"]; refined {
		for name, unused := range map[string]float64{"margin": 1, "retention": 1, "discount": 0} {
			if _, ok := t.numbers[name]; !ok {
				v[name] = unused
			}
		}
		if _, ends := v["perpetual_value"]; !ends {
			o.notes = []string{"retention_guard"}
		}
	}
	return o, err
}

// silentComplaints is F61.
func silentComplaints(t typed) (outcome, error) {
	v, err := calc.SilentComplaints(t.numbers)
	o := outcome{numbers: v, closing: "conclusion"}
	if lost, ok := v["likely_lost"]; ok && lost == 0 {
		o.closing = "conclusion_none"
	}
	return o, err
}

// severity fills the silent ones from how much was at stake.
func severity(t typed, changed string) (string, float64, bool) {
	return "silent_per_complaint", calc.SilentPer(calc.Severity(t.texts["severity"])), changed == "severity"
}

// keepOrReplace is F62.
func keepOrReplace(t typed) (outcome, error) {
	v, err := calc.KeepOrReplace(t.numbers)
	o := outcome{numbers: v}
	if d, ok := v["difference"]; ok {
		o.closing = sign(d, "conclusion_replace", "conclusion_even", "conclusion_keep")
		v["gap"] = -d
	}
	o.strips = strips(v, map[string]band{"keep_result": {"keep_low", "keep_high"}, "replace_result": {}})
	return o, err
}

// fiveTimes keeps the cost of finding someone at five times that of making it right, the published figure, until
// something else is typed.
func fiveTimes(t typed, changed string) (string, float64, bool) {
	cost, ok := t.numbers["recovery_cost"]
	return "acquisition_cost", calc.AcquisitionTimes * cost, ok && changed == "recovery_cost" && cost >= 0
}

// gesture is F63.
func gesture(t typed) (outcome, error) {
	v, err := calc.Gesture(t.numbers)
	o := outcome{numbers: v}
	if gain, ok := v["gain"]; ok {
		o.closing = sign(gain, "conclusion_dear", "conclusion_even", "conclusion_worth")
		v["gap"] = -gain
		if v["stay_more"] <= 0 {
			o.closing = "conclusion_harm"
		}
	}
	return o, err
}

// wordOfMouth is F67.
func wordOfMouth(t typed) (outcome, error) {
	v, err := calc.WordOfMouth(t.numbers)
	return outcome{numbers: v, closing: "conclusion", strips: strips(v, map[string]band{"good_words": {}, "bad_words": {"bad_low", "bad_high"}})}, err
}

// hourlyRate is what an hour must bring (F49).
func hourlyRate(t typed) (outcome, error) {
	v, err := calc.HourlyRate(t.numbers)
	return outcome{numbers: v, closing: "conclusion"}, err
}

// sign chooses by the sign of a number, as it is shown: half a cent is nothing.
func sign(v float64, below, zero, above string) string {
	switch {
	case v <= -0.005:
		return below
	case v >= 0.005:
		return above
	}
	return zero
}
