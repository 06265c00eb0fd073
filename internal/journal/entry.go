package journal

import "time"

// Entry is one small line of the index: what lists, search and the rules over many records need, and no more. Entries
// compare with ==.
type Entry struct {
	ID     string
	Client string // whom the record is about; client: who sent them (F10)
	Kind   Kind
	N      int // the revision that the entry shows
	// State is the state of a promise, a complaint or an improvement, or [Gone]. Client: external or internal;
	// conversation: what came of the contact; departure: the door; observation: good or bad; story: its kind; check-in: its
	// author; checklist run: the list's slug; hand-over: who gave it; scenario: the calculator's; what is the worker's own: what it replaces.
	State         string
	Channel       Channel // conversation, complaint: held by; client: best channel
	Before, After Feeling // check-in: the stress, before; complaint: the feeling when it was closed, after
	At            int64   // unix seconds: of the conversation, the run, the scenario, the receipt of a complaint, the check-in; otherwise of the revision
	Due           Day     // open promise or complaint: the day of what comes next
	Next          Day     // the same, open: when to come back to it before; promise: see [Promise.Next]; complaint: see [Complaint.News]
	// Done is when it was over: a promise settled, a complaint closed, an improvement told, a client lost. Client: when
	// whoever sent them was thanked; observation, story: its day; hand-over: when it was taken.
	Done  Day
	Title string // client, scenario: name; conversation: about, else request; otherwise the first words
	Aside string // client: preferred name; conversation: request when about is the title; promise: the first day, when another was agreed; complaint: reference; improvement: who can act; run: rater; hand-over: who took it; own script: language; resource: category
	Tags  string // one a line: a client's tags; the clients who asked for an improvement, or about what is kept; complaint: the stage that comes next; conversation: who logged it; run of a private list: its author
	Text  string // folded text to search, fields on lines of their own, name first; a client's last line is the phones' digits. Lists hold that of clients alone
	Facts Facts
}

// Facts are the figures of an entry that measures are made of. A conversation has most of them.
type Facts struct {
	Marks        Marks
	Wait         int // seconds that the client waited; complaint: until they were first told something
	Satisfaction int // 1–5, 0: not asked
	Ease         int // 1–7, 0: not asked
	Recommended  int // one more than the answer; 0: none
	Cost         int // cents, of an avoidable error
	Estimate     int // minutes that the work of a promise was to take
	Actual       int // minutes that it took
	Cause        Cause
	Severity     Severity
}

// Recommend is the answer from 0 to 10, if there is one.
func (f Facts) Recommend() (answer int, ok bool) { return f.Recommended - 1, f.Recommended > 0 }

// Marks are the facts of which there is only yes.
type Marks uint

// The marks.
const (
	MarkAsked    Marks = 1 << iota // the recommendation was asked, not estimated
	MarkFirst                      // solved the first time
	MarkNotFirst                   // not solved the first time: a conversation without either was not asked
	MarkQuote                      // the promise is a quote
	MarkMoved                      // the promise has another day than the first, agreed with the client
	MarkSafety                     // someone's safety is at stake
	MarkDelayed                    // the complaint waits for the day that was told
)

// Has tells whether all the marks of m are set.
func (k Marks) Has(m Marks) bool { return k&m == m }

// Gone is the state of the entry of a record that was taken away.
const Gone = "gone"

// Day is the day of the entry where the user is.
func (e *Entry) Day(zone *time.Location) Day { return DayOf(time.Unix(e.At, 0).In(zone)) }
