package handover

import (
	"strings"

	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/journal"
)

// most is how many lines of a kind are written out, so that all of it fits a page.
const most = 12

// words are the shift in plain text: what to know first, then what is open.
func (s *Screen) words() string {
	say, env := s.env.Say, s.env
	var b strings.Builder
	from, at, note := env.Author(), env.Now(), strings.TrimSpace(s.Get("note"))
	if h, ok := waiting(env, s.all); ok && note == "" {
		from, at, note = h.From, h.At.In(at.Location()), h.Note
	}
	day := ui.DayWords(say, journal.DayOf(at), env.Today())
	b.WriteString(say.T("handover.from", "who", name(env, from), "when", day+", "+say.Clock(at.Hour(), at.Minute())) + "\n")
	b.WriteString(say.T("handover.began", "when", moment(env, s.since())) + "\n")
	if note != "" {
		b.WriteString("\n" + say.T("handover.note") + "\n" + note + "\n")
	}
	group := func(key string, all []journal.Entry, line func(e journal.Entry) string) {
		if len(all) == 0 {
			return
		}
		b.WriteString("\n" + say.T("handover."+key) + "\n")
		for _, e := range all[:min(len(all), most)] {
			b.WriteString("- " + strings.ReplaceAll(line(e), "\n", " ") + "\n")
		}
		if left := len(all) - most; left > 0 {
			b.WriteString("- " + say.N("handover.more", float64(left)) + "\n")
		}
	}
	of := func(e journal.Entry, how string) string {
		if e.Title == "" {
			return env.Who(e.Client) + " · " + how
		}
		return say.T("handover.line", "who", env.Who(e.Client), "what", e.Title) + " · " + how
	}
	group("waiting", s.onHold(), func(e journal.Entry) string {
		return of(e, say.T("handover.since_when", "when", moment(env, ui.Unix(e.At, at.Location()))))
	})
	group("calls", s.shift.Calls, func(e journal.Entry) string {
		return of(e, say.T("reach."+e.State)+", "+moment(env, ui.Unix(e.At, at.Location())))
	})
	group("promises", s.shift.Promises, func(e journal.Entry) string { return of(e, env.PromiseWords(e, journal.WhenDue(e.Due, env.Today()))) })
	group("complaints", s.shift.Complaints, func(e journal.Entry) string {
		how := say.T("complaint.next_by", "step", say.T("complaint.do_"+e.Tags), "day", ui.DayWords(say, e.Due, env.Today()))
		if e.Next != "" {
			how += " · " + say.T("handover.news", "day", ui.DayWords(say, e.Next, env.Today()))
		}
		return of(e, e.Aside+" · "+how)
	})
	group("hard", s.shift.Hard, func(e journal.Entry) string {
		var felt []string
		for _, f := range []journal.Feeling{e.Before, e.After} {
			if f > 0 {
				felt = append(felt, say.T("feeling."+string('0'+rune(f))))
			}
		}
		return of(e, strings.Join(felt, " → ")+", "+moment(env, ui.Unix(e.At, at.Location())))
	})
	group("to_tell", s.shift.ToTell, func(e journal.Entry) string {
		var who []string
		for _, id := range strings.Split(e.Tags, "\n") {
			who = append(who, env.Who(id))
		}
		return say.T("handover.tell", "what", e.Title, "who", strings.Join(who, ", "))
	})
	if s.shift.Empty() && len(s.onHold()) == 0 {
		b.WriteString("\n" + say.T("handover.nothing") + "\n")
	}
	return b.String()
}

// onHold is who waits at this moment, on this device.
func (s *Screen) onHold() (all []journal.Entry) {
	if t := s.env.Timers.Runs[content.HoldTimer]; t != nil && t.Client != "" {
		all = append(all, journal.Entry{Client: t.Client, Title: t.Step, At: t.Start.Unix()})
	}
	return all
}
