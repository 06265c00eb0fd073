package scripts

import (
	"strings"
	"time"
	"unicode/utf8"

	"trousse/app/ui"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/script"
)

// The ways out of a script.
const (
	byCopy   = "copy"
	bySMS    = "sms"
	byEmail  = "email"
	byShare  = "share"
	byVoice  = "read_full_screen"
	longest  = 6000 // characters that the device's own programs are handed; more freezes some of them
	keepNote = journal.MaxNotes - 10
)

// channel is how a text left, as the journal has it; empty when that cannot be told.
func channel(way string, channels []string) journal.Channel {
	switch way {
	case bySMS:
		return journal.Text
	case byEmail:
		return journal.Email
	case byVoice:
		for _, c := range channels {
			if c == string(journal.Phone) || c == string(journal.InPerson) {
				return journal.Channel(c)
			}
		}
		return journal.InPerson
	}
	if len(channels) == 1 {
		return journal.Channel(channels[0])
	}
	return ""
}

// sent is a text that left, and what it promised.
type sent struct {
	way     string
	channel journal.Channel
	about   string
	title   string // of the script, in the screen's language
	words   string // subject and text, as they left
	promise string // empty: nothing was promised
	due     journal.Day
	reason  string // why another day than was promised; the title without one
}

// noted is the conversation that the journal keeps of it.
func (s sent) noted(client string, at time.Time) journal.Interaction {
	return journal.Interaction{ID: journal.NewID(), Client: client, At: at, Channel: s.channel,
		About: cut(s.about, journal.MaxName), Request: cut(s.title, journal.MaxLine), Notes: cut(s.words, keepNote)}.Tidy()
}

// promised is the promise in it, or nil.
func (s sent) promised(client, interaction string, made journal.Day) *journal.Promise {
	if s.due == "" {
		return nil
	}
	p := journal.Promise{ID: journal.NewID(), Client: client, Interaction: interaction, What: s.promise, Made: made, Due: s.due}.Tidy()
	return &p
}

// handed are the values with which the log form opens.
func (s sent) handed() map[string]string {
	v := map[string]string{"about": cut(s.about, journal.MaxName), "request": cut(s.title, journal.MaxLine), "notes": cut(s.words, keepNote)}
	if s.channel != "" {
		v["channel"] = string(s.channel)
	}
	if s.due != "" {
		v["promise"], v["promise_date"] = s.promise, string(s.due)
	}
	return v
}

// cut keeps what the journal takes of a long text, and shows that there was more.
func cut(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:most-1])) + "…"
}

// promise is what the answers promise, and for when (F05). The words are the answer that stands in the sentence of the
// date; without one the sentence itself, which is what the client was told; without that, the script's title.
func promise(t script.Template, f script.Filled, a script.Answers, today journal.Day, title string, say *i18n.Printer) (what string, due journal.Day) {
	date, clock, ok := t.Promise(a, today.Time())
	if !ok {
		return "", ""
	}
	due = journal.Day(date)
	at := -1
	for i, s := range f.Segments {
		if b, asked := t.Blank(s.Key); asked && b.Label == script.LabelPromise && s.State == script.FromAnswer {
			at = i
			break
		}
	}
	if at < 0 {
		return title, due
	}
	from, to := sentence(f.Segments, at)
	for _, half := range [][]script.Segment{f.Segments[at+1 : to], f.Segments[from:at]} {
		for _, s := range half {
			if b, asked := t.Blank(s.Key); asked && b.Kind == script.KindText && s.State == script.FromAnswer {
				what = ui.Sentence(s.Text)
				if h, m, timed := hour(clock); timed {
					what = say.T("script.promise_at", "what", what, "time", say.Clock(h, m))
				}
				return cut(what, journal.MaxLine), due
			}
		}
	}
	if what = said(f.Segments, from, to); what == "" || utf8.RuneCountInString(what) > 200 {
		what = title
	}
	return cut(what, journal.MaxLine), due
}

// sentence are the segments that belong to the sentence around segment i, in whole or in part.
func sentence(segs []script.Segment, i int) (from, to int) {
	for from = i; from > 0; from-- {
		if s := segs[from-1]; s.State == script.Literal && lastEnd(s.Text) >= 0 {
			from--
			break
		}
	}
	for to = i + 1; to < len(segs); to++ {
		if s := segs[to]; s.State == script.Literal && firstEnd(s.Text) >= 0 {
			to++
			break
		}
	}
	return from, to
}

// said is that sentence in words, without its end.
func said(segs []script.Segment, from, to int) string {
	var b strings.Builder
	for i, s := range segs[from:to] {
		text := s.Text
		if s.State == script.Literal && i == 0 {
			text = text[lastEnd(text)+1:]
		} else if s.State == script.Literal && from+i == to-1 {
			if end := firstEnd(text); end >= 0 {
				text = text[:end]
			}
		}
		b.WriteString(text)
	}
	return strings.TrimSpace(b.String())
}

func firstEnd(s string) int {
	for i := range len(s) {
		if endsAt(s, i) {
			return i
		}
	}
	return -1
}

func lastEnd(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if endsAt(s, i) {
			return i
		}
	}
	return -1
}

// endsAt tells whether a sentence ends at byte i: a line does, and a mark that no letter or digit follows.
func endsAt(s string, i int) bool {
	switch s[i] {
	case '\n':
		return true
	case '.', '!', '?':
		return i+1 == len(s) || s[i+1] == ' ' || s[i+1] == '\n'
	}
	return false
}

func hour(clock string) (h, m int, ok bool) {
	t, err := time.Parse("15:04", clock)
	return t.Hour(), t.Minute(), err == nil
}
