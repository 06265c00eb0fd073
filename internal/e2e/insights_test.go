package e2e

import (
	"bytes"
	"encoding/json"
	"strconv"
	"testing"
	"time"

	"trousse/internal/exchange"
	"trousse/internal/journal"
)

// lastMonth is noon of a day of the month before this one: whatever the day on which the journey is made, it is over.
func lastMonth(day int) time.Time {
	now := time.Now()
	return time.Date(now.Year(), now.Month()-1, day, 12, 0, 0, 0, now.Location())
}

// measured is a backup of a month that the insights can be checked against by hand: sixteen promises of twenty kept on
// time, five departures, eight conversations with people outside the house and two with a colleague.
func measured(t *testing.T) []byte {
	t.Helper()
	ana := journal.Client{ID: journal.NewID(), Name: "Ana Côté", ClientKind: journal.External}
	bo := journal.Client{ID: journal.NewID(), Name: "Bo Tremblay", ClientKind: journal.External, ReferredBy: ana.ID}
	li := journal.Client{ID: journal.NewID(), Name: "Li Roy", ClientKind: journal.Internal}
	records := []journal.Record{ana, bo, li}
	day := func(n int) journal.Day { return journal.DayOf(lastMonth(n)) }
	for i := range 20 {
		p := journal.Promise{ID: journal.NewID(), Client: ana.ID, What: "Promesse " + strconv.Itoa(i+1), Made: day(2), Due: day(10), State: journal.Open}
		switch {
		case i < 4:
			p = p.Keep(day(9))
		case i < 16:
			p = p.Keep(day(10))
		case i < 19:
			p = p.Keep(day(12))
		default:
			p.State, p.Done, p.Reason = journal.Broken, day(12), "La pièce n’est pas venue"
		}
		records = append(records, p)
	}
	asked := []int{10, 10, 9, 9, 8, 3}
	for i, felt := range [][2]journal.Feeling{{2, 4}, {2, 5}, {3, 4}, {1, 4}, {3, 3}, {4, 2}, {3, 0}, {0, 5}, {2, 4}, {3, 5}} {
		c := journal.Interaction{
			ID: journal.NewID(), Client: bo.ID, At: lastMonth(3 + i), Channel: journal.Phone, About: "Conversation " + strconv.Itoa(i+1),
			FeelingBefore: felt[0], FeelingAfter: felt[1], Wait: 60 * i,
		}
		if i < len(asked) {
			c.Recommend, c.RecommendFrom = &asked[i], journal.RecommendAsked
		}
		if i == 5 {
			c.Avoidable = &journal.AvoidableError{Cause: journal.CauseLate, Cost: 12050}
		}
		if i >= 8 {
			c.Client, c.Channel = li.ID, journal.InPerson
		}
		records = append(records, c)
	}
	for i, door := range []journal.Door{journal.DoorIndifference, journal.DoorIndifference, journal.DoorIndifference, journal.DoorProduct, journal.DoorMoved} {
		records = append(records, journal.Departure{ID: journal.NewID(), Client: ana.ID, On: day(5 + i), Door: door})
	}
	complaint := journal.NewComplaint(journal.NewID(), bo.ID, "Le robinet coule encore", lastMonth(8), journal.Settings{}, nil)
	complaint, err := complaint.Advance(journal.Acknowledged, lastMonth(8).Add(2*time.Hour), "", &journal.Telling{At: lastMonth(8).Add(2 * time.Hour), By: journal.Phone})
	if err != nil {
		t.Fatal(err)
	}
	return backupOf(t, append(records, complaint))
}

// backupOf is a backup that holds the records, each as it was first written.
func backupOf(t *testing.T, records []journal.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	_, _, err := exchange.Write(&b, exchange.Content{Made: time.Now(), Vault: journal.NewID(), Revisions: func(yield func(journal.Revision) error) error {
		for _, r := range records {
			body, err := json.Marshal(r)
			if err != nil {
				return err
			}
			if err := yield(journal.Revision{Ref: journal.Ref{ID: r.Key(), N: 1}, Change: journal.NewID(), Kind: r.Kind(),
				Device: "e2e", At: lastMonth(15).UTC(), Schema: journal.Schema, Body: body}); err != nil {
				return err
			}
		}
		return nil
	}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestInsights opens the insights over a month whose figures are known, filters them, opens what is behind a bar, and prints
// the review of the month: in both languages, on a phone and on a tablet.
func TestInsights(t *testing.T) {
	t.Parallel()
	for lang, device := range map[string]screen{"fr": phone, "en": tablet} {
		t.Run(lang, func(t *testing.T) {
			p := fresh(t)
			p.size(device)
			p.open("/insights?lang=" + lang)
			p.follow("/log") // nothing yet: the way to the first figure
			p.at("/log")
			p.client("name", "Marie Roy")
			p.open("/insights") // somebody is known, and nothing was noted of them
			p.shows(map[string]string{"fr": "Encore rien à compter", "en": "Nothing to count yet"}[lang])
			p.follow("/hold") // each figure leads to where it is noted
			p.at("/hold")
			p.open("/settings/backup?lang=" + lang)
			p.choose(measured(t))
			p.output("count_file_promise", "20")
			p.press("restore_confirm")
			p.at("/") // it joins the one who is here, which nobody is asked twice about

			t.Log("Today leads to every conversation")
			talks := func(n int) {
				t.Helper()
				p.wait(strconv.Itoa(n)+" are listed", `document.querySelectorAll('[aria-labelledby="t-recent"] a.row').length === %v`, n)
			}
			talks(8)
			p.press("more_talks")
			talks(10)
			p.press("kind", "internal")
			talks(2)
			p.press("kind", "all")
			p.press("fewer_talks")
			talks(8)

			p.open("/insights?lang=" + lang)
			p.output("kept_rate", "0.8")
			p.output("felt_better", "0.75")   // 6 of 8
			p.output("recommend_score", "50") // 4 promoters less 1 detractor, of 6
			p.output("avoidable_share", "0.8")
			p.output("longest_wait", "540")
			p.output("error_cost", "120.5")
			p.output("answered_rate", "") // one case only
			p.shows(map[string]string{"fr": "Encore 4 améliorations demandées", "en": "4 more improvements asked for"}[lang])
			p.output("longest_answer", "7200")
			p.output("good_words", "35") // seven people left well
			p.output("n_unthanked", "1")
			p.sound()

			p.set("kind", "internal")
			p.output("felt_better", "")
			p.output("n_better", "2")
			p.wait("no promise was made to a colleague", `e2e.raw("kept_rate") === null`)
			p.set("kind", "external")
			p.set("channel", "phone")
			p.output("n_better", "4")
			p.wait("promises have no channel", `e2e.raw("kept_rate") === null`)
			p.follow("/insights/better")
			p.at("/insights/better")
			p.output("behind", "4")
			p.wait("as many rows", `document.querySelectorAll("main a.row").length === 4`)
			eval[bool](p, `history.back() ?? true`)
			p.at("/insights")
			p.output("n_better", "4") // under the same filters
			p.set("kind", "all")
			p.set("channel", "all")

			p.set("period", "custom")
			p.fill("from", string(journal.DayOf(lastMonth(11))), "to", string(journal.DayOf(lastMonth(10))))
			p.wait("the end is refused", `document.getElementById("to-error")`)
			eval[int](p, `(window.cards = () => document.querySelectorAll("main .columns > .card").length, window.fewest = cards(),
				new MutationObserver(() => { fewest = Math.min(fewest, cards()) }).observe(document.body, { subtree: true, childList: true }), fewest)`)
			p.set("to", string(journal.DayOf(lastMonth(12))))
			p.output("n_late", "3")
			p.output("n_kept_early", "0")
			p.wait("no card went to come back", `cards() > 3 && fewest === cards()`)
			p.follow("/insights/broken")
			p.shows("Promesse 20")

			p.open("/insights/review?lang=" + lang)
			p.set("month", "1")
			p.output("kept_rate", "0.8")
			p.output("talks", "10")
			p.shows(map[string]string{"fr": "16 sur 20", "en": "16 of 20"}[lang])
			p.sound()
			if n := p.pages(); n != 1 {
				t.Errorf("the review takes %d pages", n)
			}
		})
	}
}

// sound tells what someone who does not see the page would stumble over.
func (p *page) sound() {
	p.t.Helper()
	for _, fault := range eval[[]string](p, `e2e.faults()`) {
		p.t.Error(fault)
	}
}
