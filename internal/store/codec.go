package store

import (
	"encoding/binary"
	"encoding/json"
	"errors"

	"trousse/internal/journal"
)

// The codec of entries, for deltas, pages and the Today snapshot: one version byte, then numbers as varints and strings
// with their length before them. What is read back is sliced from one string: a page costs two allocations.
const codec = 3

// dayCodec is that byte for the Today snapshot. One of the version before, which held neither improvements nor hand-overs, still opens:
// the first screen after an update is not an empty kit's.
const (
	dayCodec    = 4
	formerCodec = 3
)

// errCodec is never shown: whatever cannot be read here is built again from the revisions.
var errCodec = errors.New("index bytes not understood")

type encoder struct{ b []byte }

func newEncoder(size int) *encoder { return &encoder{append(make([]byte, 0, size), codec)} }

func (e *encoder) uint(v uint64) { e.b = binary.AppendUvarint(e.b, v) }
func (e *encoder) int(v int64)   { e.b = binary.AppendVarint(e.b, v) }
func (e *encoder) str(s string)  { e.uint(uint64(len(s))); e.b = append(e.b, s...) }

func (e *encoder) entry(v *Entry) {
	e.str(v.ID)
	e.str(v.Client)
	e.str(string(v.Kind))
	e.str(v.State)
	e.int(v.At)
	e.uint(uint64(v.N))
	e.str(string(v.Channel))
	e.uint(uint64(v.Before))
	e.uint(uint64(v.After))
	e.str(string(v.Due))
	e.str(v.Title)
	e.str(v.Aside)
	e.str(v.Text)
	e.str(string(v.Next))
	e.str(string(v.Done))
	e.str(v.Tags)
	e.facts(&v.Facts)
}

// facts writes one byte when there are none, as for most entries.
func (e *encoder) facts(f *journal.Facts) {
	if *f == (journal.Facts{}) {
		e.uint(0)
		return
	}
	e.uint(1)
	e.uint(uint64(f.Marks))
	for _, n := range figures(f) {
		e.int(int64(*n))
	}
	e.str(string(f.Cause))
	e.str(string(f.Severity))
}

func (e *encoder) entries(all []Entry) {
	e.uint(uint64(len(all)))
	for i := range all {
		e.entry(&all[i])
	}
}

// decoder reads what encoder wrote. After the first fault it gives zeros, and end tells.
type decoder struct {
	s   string
	bad bool
}

func newDecoder(b []byte, version byte) *decoder {
	d := &decoder{s: string(b)}
	if d.s == "" || d.s[0] != version {
		return &decoder{bad: true}
	}
	d.s = d.s[1:]
	return d
}

func (d *decoder) uint() (v uint64) {
	if d.s != "" && d.s[0] < 0x80 { // nearly always
		v = uint64(d.s[0])
		d.s = d.s[1:]
		return v
	}
	for shift := 0; shift < 64 && shift/7 < len(d.s); shift += 7 {
		c := d.s[shift/7]
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			d.s = d.s[shift/7+1:]
			return v
		}
	}
	d.bad, d.s = true, ""
	return 0
}

func (d *decoder) int() int64 {
	v := d.uint()
	return int64(v>>1) ^ -int64(v&1)
}

func (d *decoder) str() string {
	n := d.uint()
	if n > uint64(len(d.s)) {
		d.bad, d.s = true, ""
		return ""
	}
	s := d.s[:n]
	d.s = d.s[n:]
	return s
}

// count reads the length of a list whose items take at least size bytes each.
func (d *decoder) count(size int) int {
	n := d.uint()
	if n > uint64(len(d.s)/size) {
		d.bad, d.s = true, ""
		return 0
	}
	return int(n)
}

// entrySize is the least that an entry takes: one byte a field.
const entrySize = 17

// head reads the beginning of an entry, which says where it belongs.
func (d *decoder) head(v *Entry) {
	v.ID = d.str()
	v.Client = d.str()
	v.Kind = journal.Kind(d.str())
	v.State = d.str()
	v.At = d.int()
}

func (d *decoder) entry(v *Entry) {
	d.head(v)
	v.N = int(d.uint())
	v.Channel = journal.Channel(d.str())
	v.Before = journal.Feeling(d.uint())
	v.After = journal.Feeling(d.uint())
	v.Due = journal.Day(d.str())
	v.Title = d.str()
	v.Aside = d.str()
	v.Text = d.str()
	v.Next = journal.Day(d.str())
	v.Done = journal.Day(d.str())
	v.Tags = d.str()
	d.facts(&v.Facts)
}

func (d *decoder) facts(f *journal.Facts) {
	switch d.uint() {
	case 0:
		return
	case 1:
	default:
		d.bad, d.s = true, ""
		return
	}
	f.Marks = journal.Marks(d.uint())
	for _, n := range figures(f) {
		*n = int(d.int())
	}
	f.Cause = journal.Cause(d.str())
	f.Severity = journal.Severity(d.str())
}

// figures are the numbers among the facts, in the order in which they are written.
func figures(f *journal.Facts) [7]*int {
	return [...]*int{&f.Wait, &f.Satisfaction, &f.Ease, &f.Recommended, &f.Cost, &f.Estimate, &f.Actual}
}

func (d *decoder) entries() []Entry {
	all := make([]Entry, d.count(entrySize))
	for i := range all {
		d.entry(&all[i])
	}
	return all
}

func (d *decoder) end() error {
	if d.bad || d.s != "" {
		return errCodec
	}
	return nil
}

// delta is what a change brings to the index and to Today: the entries of the records written, those of the clients that
// they name, and the settings when they were written.
type delta struct {
	entries  []Entry
	settings []byte // body, or nil
}

func (d delta) encode() []byte {
	e := newEncoder(512 * (len(d.entries) + 1))
	e.entries(d.entries)
	e.str(string(d.settings))
	return e.b
}

func decodeDelta(b []byte) (delta, error) {
	d := newDecoder(b, codec)
	v := delta{entries: d.entries()}
	if s := d.str(); s != "" {
		v.settings = []byte(s)
	}
	return v, d.end()
}

// pack is an entry by itself, as it spans on its page.
func pack(v *Entry) string {
	e := encoder{make([]byte, 0, 192+len(v.Title)+len(v.Aside)+len(v.Text))}
	e.entry(v)
	return string(e.b)
}

// unpack reads what pack wrote.
func unpack(packed string) (v Entry) {
	d := decoder{s: packed}
	d.entry(&v)
	return v
}

// A page holds packed entries; another one, beside it, the texts by which they are found.
func encodePage(lines []string) []byte {
	size := 8
	for _, s := range lines {
		size += len(s) + 3
	}
	e := newEncoder(size)
	e.uint(uint64(len(lines)))
	for _, s := range lines {
		e.str(s)
	}
	return e.b
}

// page is what encodePage wrote: its lines lie in one text.
type page struct {
	text  string
	spans []span
}

// span is where a line spans in the text of its page.
type span struct{ from, to uint32 }

func decodePage(b []byte) (page, error) {
	d := newDecoder(b, codec)
	p := page{text: d.s}
	p.spans = make([]span, d.count(1))
	for i := range p.spans {
		line := d.str()
		to := len(p.text) - len(d.s)
		p.spans[i] = span{uint32(to - len(line)), uint32(to)}
	}
	return p, d.end()
}

func (p page) lines() []string {
	lines := make([]string, len(p.spans))
	for i, at := range p.spans {
		lines[i] = p.text[at.from:at.to]
	}
	return lines
}

// mostEntries is more than any kit holds: room is made for so many before they are read.
const mostEntries = 1 << 22

// pageList tells how many entries the pages hold, and up to which change.
type pageList struct {
	through uint64
	count   int
}

func (l pageList) encode() []byte {
	e := newEncoder(16)
	e.uint(l.through)
	e.uint(uint64(l.count))
	return e.b
}

func decodePageList(b []byte) (pageList, error) {
	d := newDecoder(b, codec)
	l := pageList{through: d.uint(), count: int(d.uint())}
	if l.count < 0 || l.count > mostEntries {
		return pageList{}, errCodec
	}
	return l, d.end()
}

func (t *today) encode(through uint64) []byte {
	e := newEncoder(64 << 10)
	e.b[0] = dayCodec
	e.uint(through)
	e.entries(t.promises)
	e.uint(uint64(t.more))
	e.entries(t.recent)
	e.entries(t.asked)
	e.uint(uint64(t.moreAsked))
	e.entries(t.handover)
	e.uint(uint64(len(t.people)))
	for i := range t.people {
		e.entry(&t.people[i].Entry)
		e.int(t.people[i].served)
	}
	e.uint(uint64(t.wrote.N))
	e.int(t.settingsAt)
	settings, err := json.Marshal(t.settings)
	if err != nil {
		panic(err) // strings always marshal
	}
	e.str(string(settings))
	return e.b
}

func decodeToday(b []byte) (t *today, through uint64, err error) {
	d := newDecoder(b, dayCodec)
	former := d.bad
	if former {
		d = newDecoder(b, formerCodec)
	}
	t = &today{}
	through = d.uint()
	t.promises = d.entries()
	t.more = int(d.uint())
	t.recent = d.entries()
	if former {
		t.moreAsked = 1 // there may be some: the index knows
	} else {
		t.asked = d.entries()
		t.moreAsked = int(d.uint())
		t.handover = d.entries()
	}
	t.people = make([]person, d.count(entrySize+1))
	for i := range t.people {
		d.entry(&t.people[i].Entry)
		t.people[i].served = d.int()
	}
	t.wrote.N = int(d.uint())
	t.settingsAt = d.int()
	settings := d.str()
	if err := d.end(); err != nil {
		return nil, 0, err
	}
	if json.Unmarshal([]byte(settings), &t.settings) != nil {
		return nil, 0, errCodec
	}
	t.wrote.ID = t.settings.ID
	return t, through, nil
}
