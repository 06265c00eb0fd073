package insight

import (
	"time"

	"trousse/internal/journal"
)

// Filter is which records are counted.
type Filter struct {
	Period
	Kind    journal.ClientKind // of the client; empty: any
	Channel journal.Channel    // empty: any
}

// Fold gathers what entries say, one after the other.
type Fold struct {
	Filter
	// Internal tells whether a client works in the same house; it is asked only when the filter has a kind. Others, and those
	// whose record is gone, are external (F02).
	Internal func(client string) bool
	// Mine tells whether an author's check-ins are shown (F14); nil: none are.
	Mine func(author string) bool

	today        journal.Day
	from, before int64 // the period, as moments
	sum          Insight
	buf          [12]Part
}

// NewFold has gathered nothing yet. now tells today, and the zone whose days count.
func NewFold(f Filter, now time.Time) *Fold {
	from, before := f.seconds(now.Location())
	return &Fold{Filter: f, today: journal.DayOf(now), from: from, before: before}
}

// Add takes one more entry in.
func (f *Fold) Add(e *journal.Entry) {
	for _, p := range f.parts(e) {
		f.sum.N[p]++
		switch {
		case p == Answered:
			f.sum.answers = append(f.sum.answers, e.Facts.Wait)
		case p == Waited:
			f.sum.waits = append(f.sum.waits, e.Facts.Wait)
		case p >= Better && p <= Worse:
			f.sum.change += int(e.After - e.Before)
		case p == EaseAnswered:
			f.sum.ease += e.Facts.Ease
		case p >= ErrorForgotten && p <= ErrorOther:
			f.sum.Cost[p-ErrorForgotten] += e.Facts.Cost
		case p >= Stress1 && p <= Stress5:
			f.sum.Stress = append(f.sum.Stress, Level{e.At, int(e.Before)})
		}
	}
	if e.Kind == journal.KindInteraction && e.State != journal.Gone && f.counts(e) {
		f.sum.Talks++
	}
}

// Falls tells whether an entry falls in one of the parts from first to last.
func (f *Fold) Falls(e *journal.Entry, first, last Part) bool {
	for _, p := range f.parts(e) {
		if first <= p && p <= last {
			return true
		}
	}
	return false
}

// parts lists the parts that an entry falls in. What it returns is good until the next call.
func (f *Fold) parts(e *journal.Entry) []Part {
	in := f.buf[:0]
	if e.State == journal.Gone {
		return in
	}
	switch e.Kind {
	case journal.KindInteraction:
		if f.counts(e) {
			in = talk(in, e)
		}
	case journal.KindComplaint:
		return f.complaint(in, e)
	case journal.KindPromise:
		return f.promise(in, e)
	case journal.KindDeparture:
		if f.Channel == "" && f.Holds(e.Done) && f.serves(e.Client) {
			in = append(in, doorOf(e.State))
		}
	case journal.KindClient:
		if e.Client == "" || f.Channel != "" || f.Kind != "" && string(f.Kind) != e.State {
			break
		}
		in = append(in, either(e.Done != "", Thanked, Unthanked))
	case journal.KindImprovement:
		switch told := e.State == string(journal.ToldBack); {
		case f.Channel != "" || f.Kind != "":
		case told && f.Holds(e.Done):
			in = append(in, ToldBack)
		case e.State == string(journal.ActedOn) && f.during(e.At):
			in = append(in, ActedOn)
		}
	case journal.KindCheckIn:
		if f.Channel == "" && f.Kind == "" && f.Mine != nil && f.Mine(e.State) && f.during(e.At) && e.Before >= 1 && e.Before <= journal.MaxStress {
			in = append(in, Stress1+Part(e.Before)-1)
		}
	}
	return in
}

// counts tells whether a conversation is one that the filter asks for. A message left, or a call that nobody took, is no
// conversation.
func (f *Fold) counts(e *journal.Entry) bool {
	switch e.State {
	case string(journal.Voicemail), string(journal.NoAnswer), string(journal.Sent):
		return false
	}
	return f.during(e.At) && f.heldBy(e.Channel) && f.serves(e.Client)
}

func talk(in []Part, e *journal.Entry) []Part {
	before, after, facts := e.Before, e.After, &e.Facts
	if before > 0 {
		in = append(in, Before1+Part(before)-1)
	}
	if after > 0 {
		in = append(in, After1+Part(after)-1)
	}
	switch {
	case before == 0 || after == 0:
	case after > before:
		in = append(in, Better)
	case after < before:
		in = append(in, Worse)
	default:
		in = append(in, Same)
	}
	in = recommend(in, facts)
	if facts.Satisfaction > 0 {
		in = append(in, either(facts.Satisfaction >= 4, Content, LessContent))
	}
	if facts.Ease > 0 {
		in = append(in, EaseAnswered)
	}
	if first := facts.Marks.Has(journal.MarkFirst); first || facts.Marks.Has(journal.MarkNotFirst) {
		in = append(in, either(first, First, NotFirst))
	}
	if facts.Wait > 0 {
		in = append(in, Waited)
	}
	if facts.Cause != "" {
		in = append(in, errorOf(facts.Cause))
	}
	return in
}

// recommend places an answer from 0 to 10, asked or estimated.
func recommend(in []Part, facts *journal.Facts) []Part {
	n, ok := facts.Recommend()
	if !ok {
		return in
	}
	p := Passive
	switch {
	case n >= 9:
		p = Promoter
	case n <= 6:
		p = Detractor
	}
	if !facts.Marks.Has(journal.MarkAsked) {
		p += GuessedPromoter - Promoter
	}
	return append(in, p)
}

func (f *Fold) complaint(in []Part, e *journal.Entry) []Part {
	if !f.heldBy(e.Channel) || !f.serves(e.Client) {
		return in
	}
	if f.during(e.At) {
		// Any step past the receipt is heard by the client; before it, only a delay is.
		in = append(in, either(e.State != string(journal.Received) || e.Facts.Wait > 0, Answered, Unanswered))
	}
	if e.State == string(journal.Closed) && f.Holds(e.Done) {
		in = recommend(in, &e.Facts)
	}
	return in
}

func (f *Fold) promise(in []Part, e *journal.Entry) []Part {
	if e.Client == "" || f.Channel != "" || !f.serves(e.Client) { // one made to oneself is left out
		return in
	}
	p, day := Overdue, e.Done
	switch journal.PromiseState(e.State) {
	case journal.KeptEarly:
		p = KeptEarly
	case journal.Kept:
		p = Kept
	case journal.KeptLate:
		p = KeptLate
	case journal.Broken:
		p = Broken
	default:
		if day = e.Due; e.Due >= f.today {
			return in
		}
	}
	if f.Holds(day) {
		in = append(in, p)
	}
	return in
}

func (f *Fold) during(at int64) bool { return f.from <= at && at < f.before }

// heldBy tells whether the filter takes a channel. One that was not noted counts as another.
func (f *Fold) heldBy(c journal.Channel) bool {
	return f.Channel == "" || f.Channel == c || f.Channel == journal.Other && c == ""
}

// serves tells whether the filter takes a client.
func (f *Fold) serves(client string) bool {
	return f.Kind == "" || f.Internal(client) == (f.Kind == journal.Internal)
}

func either(first bool, a, b Part) Part {
	if first {
		return a
	}
	return b
}
