package e2e

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// clock sets the device's clock so that it is a given moment at the next page.
func (p *page) clock(now time.Time) {
	p.t.Helper()
	source := expr(`(() => {
		const D = (window.trueDate ??= Date), by = %v;
		window.Date = class extends D {
			constructor(...a) { if (a.length) super(...a); else super(D.now() + by); }
			static now() { return D.now() + by; }
		};
	})()`, time.Until(now).Milliseconds())
	p.before(source)
}

// zone carries the device to another time zone.
func (p *page) zone(name string) {
	p.t.Helper()
	p.must(p.drive.zone(p.ctx, name))
}

// carried is a window of a device in a time zone: the former one, where its engine can be told.
func (d *device) carried(p *page, zone string) *page {
	d.t.Helper()
	if engine == "webkit" {
		if err := os.WriteFile(filepath.Join(d.profile, webkitZone), []byte(zone), 0o600); err != nil {
			d.t.Fatal(err)
		}
		d.quit()
		d.on()
		return window(d.t, d.browser, p.server)
	}
	p.zone(zone)
	return p
}

// clockThatMoves sets the clock back and forward by years, and right again: nothing is late by twenty years, the kit
// doubts the clock, and what was done under it can be taken back. Whoever guesses at the passphrase waits all the same.
func clockThatMoves(t *testing.T) {
	p := fresh(t)
	now := time.Now()
	p.open("/?lang=fr")
	client := p.client("name", "Marie Tremblay")
	p.log("client", "Marie Tremblay", "about", "Fournaise", "promise", "Rappeler Marie", "promise_date", dayFromNow(3))
	route := p.promise("Rappeler Marie")
	for _, years := range []int{20, -1, 1} {
		p.clock(now.AddDate(years, 0, 3))
		p.open("/")
		p.shows("vérifiez son horloge")
		p.open("/promises")
		p.shows("Rappeler Marie")
		p.wait("nothing is late by years", `!/\d{3,} jours|\d+ ans/.test(document.body.innerText)`)
		p.open(route)
		if years != 1 { // less than a year late is late
			p.shows("vérifiez son horloge")
		}
		p.press("keep")
		p.lacks("keep")
		p.press("undo")
		p.has("keep")
		p.output("due", dayFromNow(3))
		p.open("/clients/" + client)
		p.shows("Fournaise")
	}
	t.Log("noted while it was wrong; then it is right again")
	p.log("client", "Marie Tremblay", "about", "Du futur")
	p.clock(time.Now())
	p.log("client", "Marie Tremblay", "about", "Du présent")
	p.open("/")
	p.wait("what is new comes first, and the other one says that it is ahead",
		`/^[^]*Du présent[^]*Date à venir[^]*Du futur/.test(document.querySelector('[aria-labelledby="t-recent"]').innerText)`)
	p.hides("vérifiez son horloge")
	p.open(route)
	p.hides("vérifiez son horloge")
	p.shows("La promesse, prête à envoyer") // which stands above
	p.press("history")
	p.wait("the versions are in the order in which they were written", `e2e.all("restore_version").length === 3 &&
		e2e.all("restore_version").every((e, i, all) => i === 0 || Number(all[i-1].value) > Number(e.value))`)

	t.Log("a clock set ahead ends no wait, and one set back makes none endless")
	p.protect()
	p.press("lock_now")
	p.stands("locked")
	for range 3 {
		p.unlock("canot")
		p.wait("it can be tried again", `e2e.raw("unlock_wait") === null && document.querySelector("[role=alert]")`)
	}
	for _, years := range []int{10, -10} {
		p.clock(now.AddDate(years, 0, 0))
		p.visit("/")
		p.stands("locked")
		p.wait("there is a wait", `+e2e.raw("unlock_wait") > 0 && +e2e.raw("unlock_wait") <= 4`)
	}
	p.wait("it ends", `!e2e.named("unlock").disabled`)
	p.unlock()
	p.stands("ready")
}

// daysAnywhere carries the device around the world and through the changes of the clocks: today is the day on the wall,
// what was promised for a day stays for that day, and an hour of summer is told as it was.
func daysAnywhere(t *testing.T) {
	d := newDevice(t)
	p := d.carried(window(t, d.browser, serve(t)), "America/Toronto")
	montreal, err := time.LoadLocation("America/Toronto")
	p.must(err)
	p.clock(time.Date(2026, 7, 15, 23, 30, 0, 0, montreal))
	p.open("/?lang=fr")
	p.log("client", "Marie Tremblay", "about", "Climatiseur", "promise", "Rappeler Marie", "promise_date", "2026-11-01")
	p.wait("Today lists the conversation", `document.querySelector('main a[href^="/interactions/"]')`)
	talk := eval[string](p, `document.querySelector('main a[href^="/interactions/"]').getAttribute("href")`)
	route := p.promise("Rappeler Marie")
	in := "America/Toronto"
	for _, c := range []struct {
		zone string
		now  time.Time
	}{
		{"America/Toronto", time.Date(2026, 10, 31, 23, 59, 0, 0, montreal)},
		{"America/Toronto", time.Date(2026, 11, 1, 1, 30, 0, 0, montreal)},
		{"America/Toronto", time.Date(2026, 11, 1, 23, 59, 0, 0, montreal)},
		{"America/Toronto", time.Date(2027, 3, 14, 3, 1, 0, 0, montreal)},
		{"America/St_Johns", time.Date(2026, 11, 1, 2, 45, 0, 0, time.UTC)},
		{"Pacific/Auckland", time.Date(2026, 11, 1, 11, 30, 0, 0, time.UTC)},
		{"Asia/Kathmandu", time.Date(2026, 10, 31, 18, 20, 0, 0, time.UTC)},
	} {
		zone, err := time.LoadLocation(c.zone)
		p.must(err)
		today := c.now.In(zone).Format(time.DateOnly)
		if c.zone != in {
			p, in = d.carried(p, c.zone), c.zone
		}
		p.clock(c.now)
		p.open("/stories/observe")
		p.holds("on", today)
		p.open(route)
		p.output("due", "2026-11-01")
		p.open("/promises")
		group := "p-nudge"
		switch {
		case today == "2026-11-01":
			group = "p-today"
		case today > "2026-11-01":
			group = "p-overdue"
		}
		p.wait("on "+today+" in "+c.zone+" it is among "+group, `document.querySelector('[aria-labelledby=%v] a[href^="/promises/"]')`, group)
		if c.zone == "America/Toronto" {
			p.open(talk)
			p.shows("23\u00a0h\u00a030")
		}
	}
}
