// Package calendar writes promises for the calendar of a telephone (iCalendar, RFC 5545), which rings when the kit is closed.
//
// The same promise has the same identifier every time, and a higher sequence after each change: a calendar that imports it
// again moves what it has rather than doubling it. Dates are days without an hour: a promise is for the day.
package calendar

import (
	"strconv"
	"strings"
	"time"

	"trousse/internal/exchange/folded"
	"trousse/internal/journal"
)

// Form is what a promise becomes.
type Form int

// The forms. Every calendar takes events; tasks are for the few that know them, which then show what is done.
const (
	Event Form = iota
	Task
)

// Entry is one promise to write. The caller words it: a calendar may be shared, so what it tells is chosen there.
type Entry struct {
	Promise     journal.Promise
	N           int       // the number of the promise's revision
	At          time.Time // when that revision was made
	Gone        bool      // the promise was taken away
	Summary     string
	Description string
}

// Alarm is when the telephone rings: so many days before the due day, at so many minutes past midnight.
type Alarm struct {
	Off     bool
	Days    int
	Minutes int
}

// Morning is when a calendar rings on the day itself, in minutes past midnight.
const Morning = 8 * 60

// What stands around the entries of a calendar.
const (
	Head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Trousse//Trousse//FR\r\nCALSCALE:GREGORIAN\r\n"
	Foot = "END:VCALENDAR\r\n"
)

// Write writes entries as one calendar.
func Write(form Form, alarm Alarm, entries ...Entry) string {
	all := Head
	for _, e := range entries {
		all += e.Write(form, alarm)
	}
	return all + Foot
}

// Write is an entry as it stands in a calendar; nothing for a promise without a day.
func (e Entry) Write(form Form, alarm Alarm) string {
	var b strings.Builder
	line := func(name, value string) { folded.Line(&b, name, value) }
	p, name := e.Promise, "VEVENT"
	if p.Due == "" {
		return ""
	}
	if form == Task {
		name = "VTODO"
	}
	line("BEGIN", name)
	line("UID", p.ID)
	line("DTSTAMP", moment(e.At))
	line("LAST-MODIFIED", moment(e.At))
	line("SEQUENCE", strconv.Itoa(max(0, e.N-1)))
	line("SUMMARY", folded.Text(e.Summary))
	if e.Description != "" {
		line("DESCRIPTION", folded.Text(e.Description))
	}
	if form == Task {
		line("DUE;VALUE=DATE", day(p.Due))
	} else {
		line("DTSTART;VALUE=DATE", day(p.Due))
		line("DTEND;VALUE=DATE", day(p.Due.Add(1))) // the day after, which is not part of it
		line("TRANSP", "TRANSPARENT")               // it takes no place in the day
	}
	open := p.State == journal.Open || p.State == ""
	dropped := e.Gone || p.State == journal.Broken
	switch {
	case dropped:
		line("STATUS", "CANCELLED")
	case form == Event:
		line("STATUS", "CONFIRMED")
	case open:
		line("STATUS", "NEEDS-ACTION")
	default:
		line("STATUS", "COMPLETED")
		line("PERCENT-COMPLETE", "100")
		done := e.At
		if p.Done != "" {
			done = p.Done.Time()
		}
		line("COMPLETED", moment(done))
	}
	if open && !dropped && !alarm.Off {
		line("BEGIN", "VALARM")
		line("ACTION", "DISPLAY")
		line("DESCRIPTION", folded.Text(e.Summary))
		trigger := "TRIGGER"
		if form == Task {
			trigger = "TRIGGER;RELATED=END" // a task without a start has its end only
		}
		line(trigger, alarm.from())
		line("END", "VALARM")
	}
	line("END", name)
	return b.String()
}

// from is the time from the midnight that begins the due day: -PT15H is nine o'clock the day before.
func (a Alarm) from() string {
	minutes, sign := a.Minutes-a.Days*24*60, ""
	if minutes < 0 {
		minutes, sign = -minutes, "-"
	}
	s := sign + "P"
	if d := minutes / (24 * 60); d > 0 {
		s += strconv.Itoa(d) + "D"
	}
	h, m := minutes/60%24, minutes%60
	if h > 0 || m > 0 || minutes == 0 {
		s += "T"
	}
	if h > 0 {
		s += strconv.Itoa(h) + "H"
	}
	if m > 0 || minutes == 0 {
		s += strconv.Itoa(m) + "M"
	}
	return s
}

func moment(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

func day(d journal.Day) string { return strings.ReplaceAll(string(d), "-", "") }
