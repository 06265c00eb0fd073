package calc

import (
	"errors"
	"maps"
	"math/rand"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

func lines(t *testing.T, file string) (out [][]string) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if words := strings.Fields(line); len(words) > 0 && words[0] != "#" {
			out = append(out, words)
		}
	}
	return out
}

func day(t *testing.T, s string) time.Time {
	t.Helper()
	if s == "-" {
		return time.Time{}
	}
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func shownDay(d time.Time) string {
	if d.IsZero() {
		return "-"
	}
	return d.Format(time.DateOnly)
}

func TestHolidays(t *testing.T) {
	names := []Holiday{NewYear, GoodFriday, EasterMonday, Patriots, National, CanadaDay, Labour, Thanksgiving, Christmas}
	for _, words := range lines(t, "holidays.txt") {
		for _, easter := range []Holiday{GoodFriday, EasterMonday} {
			want := map[string]Holiday{}
			for i, name := range names {
				if name != GoodFriday && name != EasterMonday || name == easter {
					want[words[0]+"-"+words[i+1]] = name
				}
			}
			year, err := strconv.Atoi(words[0])
			if err != nil {
				t.Fatal(err)
			}
			have := map[string]Holiday{}
			for d := date(year, time.January, 1); d.Year() == year; d = d.AddDate(0, 0, 1) {
				if h, ok := (Calendar{Easter: easter}).HolidayOf(d); ok {
					have[shownDay(d)] = h
				}
			}
			if !maps.Equal(have, want) {
				t.Errorf("%d, %s: %v, want %v", year, easter, have, want)
			}
		}
	}
}

type dueCase struct {
	name              string
	start             time.Time
	cal               Calendar
	in                Numbers
	aim, promise      string
	days, promiseDays string
	skipped           string
	errs              FieldErrors
}

func dueCases(t *testing.T) (cases []dueCase) {
	t.Helper()
	fields := map[string]string{"hours": "hours_needed", "per_day": "hours_per_day", "margin": "margin_share"}
	for _, words := range lines(t, "promise-date.txt") {
		if words[0] == "case" {
			c := dueCase{in: Numbers{}}
			if len(cases) > 0 {
				c = cases[0]
				c.in, c.days, c.skipped = maps.Clone(c.in), "", ""
			}
			c.name = strings.Join(words[1:], " ")
			cases = append(cases, c)
			continue
		}
		c := &cases[len(cases)-1]
		switch words[0] {
		case "start":
			c.start = day(t, words[1])
		case "hours", "per_day", "margin":
			v, err := strconv.ParseFloat(words[1], 64)
			if err != nil {
				t.Fatal(err)
			}
			c.in[fields[words[0]]] = v
		case "works":
			c.cal.Works = [7]bool{}
			for _, d := range strings.Trim(words[1], "-") {
				c.cal.Works[int(d-'0')%7] = true
			}
		case "easter":
			c.cal.Easter = Holiday(words[1])
		case "off":
			from, to, _ := strings.Cut(words[1], "/")
			if to == "" {
				to = from
			}
			c.cal.Off = append(c.cal.Off, Span{day(t, from), day(t, to)})
		case "aim":
			c.aim = words[1]
		case "promise":
			c.promise = words[1]
		case "days":
			c.days, c.promiseDays = words[1], words[2]
		case "skipped":
			c.skipped = strings.Join(words[1:], " ")
		case "err":
			c.errs = append(c.errs, FieldError{words[1], Kind(words[2])})
		default:
			t.Fatal(words)
		}
	}
	return cases
}

func TestPromiseDate(t *testing.T) {
	for _, c := range dueCases(t) {
		t.Run(c.name, func(t *testing.T) {
			due, out, err := PromiseDate(c.start, c.cal, c.in)
			var errs FieldErrors
			errors.As(err, &errs)
			if !slices.Equal(errs, c.errs) || (err == nil) != (len(c.errs) == 0) {
				t.Errorf("error %v, want %v", err, c.errs)
			}
			if shownDay(due.Aim) != c.aim || shownDay(due.Promise) != c.promise {
				t.Errorf("aim %s, promise %s; want %s, %s", shownDay(due.Aim), shownDay(due.Promise), c.aim, c.promise)
			}
			if c.days != "" && (Raw(out["days"]) != c.days || Raw(out["promise_days"]) != c.promiseDays) {
				t.Errorf("days %v, want %s and %s", out, c.days, c.promiseDays)
			}
			var skipped []string
			for _, d := range due.Off {
				skipped = append(skipped, shownDay(d.Day)+"="+string(d.Why))
			}
			if have := strings.Join(skipped, " "); c.skipped != "" && have != strings.Trim(c.skipped, "-") {
				t.Errorf("skipped %s, want %s", have, c.skipped)
			}
		})
	}
}

// TestNeverADayOff draws work and calendars at random: both dates are worked,
// the promise is not before the aim, and as many days are worked up to each as
// the work takes.
func TestNeverADayOff(t *testing.T) {
	rnd := rand.New(rand.NewSource(64))
	for range 3000 {
		cal := Calendar{Easter: []Holiday{GoodFriday, EasterMonday}[rnd.Intn(2)]}
		cal.Works[rnd.Intn(7)] = true
		for d := range cal.Works {
			cal.Works[d] = cal.Works[d] || rnd.Intn(3) > 0
		}
		start := date(1990+rnd.Intn(120), time.Month(1+rnd.Intn(12)), 1+rnd.Intn(28))
		for range rnd.Intn(3) {
			from := start.AddDate(0, 0, rnd.Intn(60))
			cal.Off = append(cal.Off, Span{from, from.AddDate(0, 0, rnd.Intn(20))})
		}
		in := Numbers{"hours_needed": rnd.Float64() * 200, "hours_per_day": 0.5 + rnd.Float64()*12, "margin_share": rnd.Float64()}
		due, out, err := PromiseDate(start, cal, in)
		if err != nil && due.Promise.IsZero() {
			continue // beyond the horizon
		}
		for _, d := range []time.Time{due.Aim, due.Promise} {
			if why, off := cal.DayOff(d); off {
				t.Fatalf("%s %v %v: %s is off: %s", shownDay(start), cal, in, shownDay(d), why)
			}
		}
		worked := 0.0
		for d := start; !d.After(due.Aim); d = d.AddDate(0, 0, 1) {
			if _, off := cal.DayOff(d); !off {
				worked++
			}
		}
		if worked != out["days"] || due.Promise.Before(due.Aim) || due.Aim.Before(start) {
			t.Fatalf("%s %v: aim %s after %v days of %v, promise %s", shownDay(start), in, shownDay(due.Aim), worked, out, shownDay(due.Promise))
		}
	}
}
