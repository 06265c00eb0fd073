package complaints

import (
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// What can be done with an improvement asked for, beside reaching its next stage, which is called as the stage.
const (
	tell    = "tell"    // a step that the client had not heard of
	delay   = "delayed" // it takes longer
	settle  = "settle"  // on the spot, every step at once
	after   = "after"   // the client's word, once it is closed
	correct = "correct"
)

// about are the fields of what is asked and what is at stake.
var about = []string{"what", "remedy", "channel", "severity", "safety", "complexity", "impact"}

// fieldsOf are the fields of an act, in their order; nil for what is none. A question mark: may stay empty.
func fieldsOf(act string) []string {
	switch act {
	case string(journal.Acknowledged), string(journal.DecisionTold):
		return []string{"told_by", "note"}
	case string(journal.Assessed):
		return []string{"severity", "safety", "complexity", "impact", "note", "told_by?"}
	case string(journal.Investigated), string(journal.Answered):
		return []string{"note", "told_by?"}
	case string(journal.Closed), after:
		return []string{"outcome", "cause", "closing_note", "feeling", "recommend", "recommend_from"}
	case tell:
		return []string{"told_by"}
	case delay:
		return []string{"until", "reason", "told_by?"}
	case settle:
		return []string{"severity", "note", "told_by"}
	case correct:
		return about
	}
	return nil
}

// choices are values, each with its word; the first one, when it has a word, stands for none of them.
func choices[T ~string](say *i18n.Printer, none, prefix string, values []T) []ui.Choice {
	var out []ui.Choice
	if none != "" {
		out = append(out, ui.Choice{Label: none})
	}
	for _, v := range values {
		out = append(out, ui.Choice{Value: string(v), Label: say.T(prefix + string(v))})
	}
	return out
}

// field is one control, by its name.
func field(env *ui.Env, f *ui.Form, name string) app.UI {
	say := env.Say
	name, maybe := strings.CutSuffix(name, "?")
	label, hint, none := say.T("complaint.field_"+name), "", say.T("complaint.not_known")
	if key := "complaint.hint_" + name; say.Has(key) {
		hint = say.T(key)
	}
	switch name {
	case "told_by":
		if maybe {
			return ui.Select(f, name, say.T("complaint.told_maybe"), "", choices(say, say.T("complaint.not_told"), "channel.by_", journal.Channels))
		}
		return ui.Segment(f, name, label, channels(say))
	case "channel":
		return ui.Segment(f, name, label, channels(say))
	case "severity":
		return ui.Segment(f, name, label, choices(say, "", "severity.", journal.Severities))
	case "recommend_from":
		return ui.Segment(f, name, label, choices(say, "", "recommend_from.", []journal.RecommendFrom{journal.RecommendAsked, journal.RecommendEstimated}))
	case "complexity":
		return ui.Select(f, name, label, hint, choices(say, none, "complexity.", journal.Complexities))
	case "impact":
		return ui.Select(f, name, label, hint, choices(say, none, "impact.on_", journal.Impacts))
	case "outcome":
		return ui.Select(f, name, label, hint, choices(say, say.T("blank.choose"), "outcome.", journal.Outcomes))
	case "cause":
		return ui.Select(f, name, label, hint, choices(say, say.T("blank.choose"), "cause.of_", journal.Causes))
	case "safety":
		return ui.Ticks(f, name, label, hint, []ui.Choice{{Value: "yes", Label: say.T("complaint.safety_yes")}})
	case "feeling":
		return ui.Feelings(say, f, name, label)
	case "recommend":
		options := []ui.Choice{{Label: say.T("log.recommend_none")}}
		for i := range 11 {
			n := strconv.Itoa(i)
			options = append(options, ui.Choice{Value: n, Label: n})
		}
		return ui.Select(f, name, label, hint, options)
	case "until":
		if d, err := journal.ParseDay(f.Get(name)); err == nil {
			hint = ui.Date(say, d, i18n.DateFull)
		}
		return ui.Field{Form: f, Name: name, Type: "date", Label: label, Hint: hint}.View()
	}
	return ui.Field{Form: f, Name: name, Label: label, Hint: hint, Lines: true}.View()
}

func channels(say *i18n.Printer) []ui.Choice {
	out := choices(say, "", "channel.by_", journal.Channels)
	for i, c := range journal.Channels {
		out[i].Icon = ui.ChannelIcon(c)
	}
	return out
}

// values are what the fields of an improvement show.
func values(c journal.Complaint) map[string]string {
	v := map[string]string{"what": c.What, "remedy": c.Remedy, "channel": string(c.Channel), "severity": string(c.Severity),
		"complexity": string(c.Complexity), "impact": string(c.Impact), "safety": "", "feeling": "", "recommend": ""}
	if c.Safety {
		v["safety"] = "yes"
	}
	if k := c.Closing; k != nil {
		v["outcome"], v["cause"], v["closing_note"], v["recommend_from"] = string(k.Outcome), string(k.Cause), k.Note, string(k.RecommendFrom)
		if k.Feeling > 0 {
			v["feeling"] = strconv.Itoa(int(k.Feeling))
		}
		if k.Recommend != nil {
			v["recommend"] = strconv.Itoa(*k.Recommend)
		}
	}
	return v
}

// details is the improvement with what the form says of it, in the fields that it shows; by their names, or all.
func details(c journal.Complaint, f *ui.Form, shown ...string) journal.Complaint {
	for name, to := range map[string]func(v string){
		"what":       func(v string) { c.What = v },
		"remedy":     func(v string) { c.Remedy = v },
		"channel":    func(v string) { c.Channel = journal.Channel(v) },
		"severity":   func(v string) { c.Severity = journal.Severity(v) },
		"safety":     func(v string) { c.Safety = v != "" },
		"complexity": func(v string) { c.Complexity = journal.Complexity(v) },
		"impact":     func(v string) { c.Impact = journal.Impact(v) },
	} {
		if v, there := f.Values[name]; there && (shown == nil || slices.Contains(shown, name)) {
			to(v)
		}
	}
	return c
}

// closing is what the form says of how it ended.
func closing(f *ui.Form) journal.Closing {
	k := journal.Closing{Outcome: journal.Outcome(f.Get("outcome")), Cause: journal.Cause(f.Get("cause")), Note: f.Get("closing_note"),
		RecommendFrom: journal.RecommendFrom(f.Get("recommend_from"))}
	n, _ := strconv.Atoi(f.Get("feeling"))
	k.Feeling = journal.Feeling(n)
	if n, err := strconv.Atoi(f.Get("recommend")); err == nil {
		k.Recommend = &n
	}
	return k
}
