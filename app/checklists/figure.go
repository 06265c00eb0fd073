package checklists

import (
	"strconv"
	"strings"

	"trousse/internal/checklist"
	"trousse/internal/content"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// figure is what a run amounts to in one number.
type figure struct {
	known bool
	name  string  // of the output that holds it
	raw   float64 // as the output gives it
	words string
	share float64 // from 0 to 1, for the eye
}

// figureOf works out the figure of a run. Words have none.
func figureOf(say *i18n.Printer, l *list, run journal.ChecklistRun) figure {
	switch l.Method {
	case content.MethodScale:
		way := checklist.WayOf(l.Score)
		m := way.Score(run.Answers)
		if m.N == 0 {
			return figure{}
		}
		f := figure{true, "score", m.Value, l.rated(say, m.Value), checklist.ShareOf(m.Value)}
		if way == checklist.Quotient {
			f.raw = f.share
		}
		return f
	case content.MethodCount, content.MethodPlan:
		good := checklist.Yes
		if l.Method == content.MethodPlan {
			good = checklist.Finished
		}
		n, total := checklist.Done(run.Answers, good)
		return figure{total > 0, "done", float64(n), counted(say.Lang(), l, n, total), checklist.Share(n, total)}
	}
	return figure{}
}

// number is the figure as outputs hold it.
func (f figure) number() string { return raw(f.raw) }

func raw(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// change says how far a figure has moved since the one before: « +0,4 », “-12 points”.
func (f figure) change(say *i18n.Printer, l *list, before figure) (number float64, words string) {
	number = f.raw - before.raw
	shown, unit := number, ""
	if checklist.WayOf(l.Score) == checklist.Quotient && l.Method == content.MethodScale {
		shown = number * 100
		unit = "points"
	}
	decimals := 1
	if unit != "" {
		decimals = 0
	}
	words = say.Number(shown, decimals)
	switch {
	case words == "0":
		return number, say.T("checklist.no_change")
	case shown > 0:
		words = "+" + words
	}
	if unit != "" {
		words = say.T("checklist.points", "n", words)
	}
	return number, words
}

// ofFive says a rating, or a mean of some.
func ofFive(say *i18n.Printer, v float64) string {
	return say.T("checklist.of_five", "n", say.Number(v, 1))
}

// counted says how many are done, in the count noun of the list.
func counted(lang i18n.Lang, l *list, n, total int) string {
	return strings.ReplaceAll(l.Counts["count"].Words(lang, float64(n), 0), "{total}", strconv.Itoa(total))
}
