package bench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"trousse/internal/exchange"
	"trousse/internal/journal"
)

// journalOf is a made-up journal, the same at every run save for its days. The newest conversations and the open promises,
// complaints and improvements come first in their kinds.
type journalOf struct {
	clients       []journal.Client
	conversations []journal.Interaction
	promises      []journal.Promise
	complaints    []journal.Complaint
	improvements  []journal.Improvement
}

// amounts are how many there are of each kind. The first client has the busiest of conversations, the second the usual.
type amounts struct{ clients, conversations, promises, complaints, improvements, busiest, usual int }

// day is the journal of so many records that the first screen is measured with: one client in ten records, two promises
// and seven conversations for each.
func day(records int) amounts {
	return amounts{clients: records / 10, conversations: records / 10 * 7, promises: records / 10 * 2}
}

var (
	firstNames = []string{"Rosalie", "Émile", "Zoé", "Nathan", "Maëlle", "Olivier", "Grace", "Hassan", "Li", "Ana", "Wapikoni", "Thomas", "Béatrice", "Noah", "Chloé", "Samuel"}
	lastNames  = []string{"Tremblay", "Gagnon", "Roy", "Côté", "Bouchard", "Gauthier", "Morin", "Lavoie", "Fortin", "Nguyen", "Smith", "Haddad", "Ottawa", "Bélanger", "Pelletier", "Lévesque", "Bergeron", "Leblanc"}
	matters    = []string{"heat pump", "invoice", "delivery", "warranty", "appointment", "contract", "refund", "bicycle", "permit", "internet", "roof", "medication", "tires", "translation"}
	requests   = []string{"The unit stops at night.", "Wants the copy again.", "It came to the wrong door.", "Asks what is covered.", "Needs another day.", "Would like it explained.", "Asks who decides.", "It squeaks since the repair."}
	notes      = "Already called twice. Prefers the morning, and that we say what comes next. The manual was left with the neighbour."
	doings     = []string{"Call back with the date", "Send the quote", "Ask the workshop", "Confirm by text", "Write the summary", "Find the missing part"}
)

// open is how many complaints, and improvements, are not settled.
const open = 12

func newJournal(a amounts, now time.Time) journalOf {
	r := rand.New(rand.NewPCG(20, 26))
	id := func() string { // as random ids are written
		return fmt.Sprintf("%08x-%04x-4%03x-8%03x-%012x", r.Uint32(), r.IntN(1<<16), r.IntN(1<<12), r.IntN(1<<12), r.Int64N(1<<48))
	}
	pick := func(words []string) string { return words[r.IntN(len(words))] }
	var j journalOf
	for i := range a.clients {
		j.clients = append(j.clients, journal.Client{
			ID: id(), Name: pick(firstNames) + " " + pick(lastNames), ClientKind: journal.External,
			Phone: fmt.Sprintf("+1418555%04d", i%10000), BestChannel: journal.Channels[i%4], Attentions: "Say what comes next.",
		})
	}
	for i := range a.conversations {
		before := journal.Feeling(1 + r.IntN(5))
		client := r.IntN(len(j.clients))
		switch {
		case a.busiest == 0:
		case i%(a.conversations/a.busiest) == 1:
			client = 0
		case i%(a.conversations/a.usual) == 2:
			client = 1
		default:
			client = max(client, 2)
		}
		j.conversations = append(j.conversations, journal.Interaction{
			ID: id(), Client: j.clients[client].ID, At: now.Add(-time.Duration(i)*97*time.Minute - time.Minute).Truncate(time.Second),
			Channel: journal.Channels[i%4], About: pick(matters), Request: pick(requests),
			FeelingBefore: before, FeelingAfter: min(5, before+1), Notes: notes,
		})
	}
	today := journal.DayOf(now)
	due := []int{-9, -3, 0, 1, 2, 4, 5, 6, 9, 12, 20, 31} // of the open ones, in days from today
	for i := range a.promises {
		p := journal.Promise{ID: id(), Client: j.clients[r.IntN(len(j.clients))].ID, What: pick(doings), Made: today.Add(-30 - i/8), State: journal.Open}
		if i < len(due) {
			p.What = fmt.Sprintf("%s (%d)", p.What, i)
			p.Due = today.Add(due[i])
			p.Remind = p.Due // no nudge before: the floor has none
		} else {
			p.Due = p.Made.Add(4)
			p = p.Keep(p.Made.Add(3 + i%3))
		}
		j.promises = append(j.promises, p)
	}
	for i := range a.complaints {
		at := now.AddDate(0, 0, -3-i).Truncate(time.Second)
		c := journal.NewComplaint(id(), j.clients[r.IntN(len(j.clients))].ID, pick(requests), at, journal.Settings{}, nil)
		if c.Reference = fmt.Sprintf("B-%05d", i); i >= open {
			for _, stage := range journal.Stages[1:] {
				c.Steps = append(c.Steps, journal.ComplaintStep{Stage: stage, At: at, Note: "Seen to.", Told: &journal.Telling{At: at, By: journal.Phone}})
			}
			c.Severity = journal.Minor
			c.Closing = &journal.Closing{Outcome: journal.Granted, Cause: journal.CauseLate}
		}
		j.complaints = append(j.complaints, c)
	}
	for i := range a.improvements {
		seen := today.Add(-3 - i)
		m := journal.Improvement{ID: id(), What: pick(doings), Seen: seen, State: journal.Heard, Level: journal.FirstLine}
		if i >= open {
			m.State, m.Acted, m.Done, m.Told = journal.ToldBack, seen, "Done.", seen
			m.Asked = []journal.Asker{{Client: j.clients[r.IntN(len(j.clients))].ID, Told: seen}}
		}
		j.improvements = append(j.improvements, m)
	}
	return j
}

// few is the part of a journal that the first screen shows, and no more.
func (j journalOf) few() journalOf {
	f := journalOf{conversations: j.conversations[:30], promises: j.promises[:12]}
	shown := map[string]bool{}
	for _, c := range f.conversations {
		shown[c.Client] = true
	}
	for _, p := range f.promises {
		shown[p.Client] = true
	}
	for _, c := range j.clients {
		if shown[c.ID] {
			f.clients = append(f.clients, c)
		}
	}
	return f
}

func (j journalOf) records() []journal.Record {
	var all []journal.Record
	for _, c := range j.clients {
		all = append(all, c)
	}
	for i := range j.conversations { // oldest first, as they came
		all = append(all, j.conversations[len(j.conversations)-1-i])
	}
	for i := range j.promises {
		all = append(all, j.promises[len(j.promises)-1-i])
	}
	for i := range j.complaints {
		all = append(all, j.complaints[len(j.complaints)-1-i])
	}
	for i := range j.improvements {
		all = append(all, j.improvements[len(j.improvements)-1-i])
	}
	return all
}

// backup writes the journal as the kit's own backups are, and returns the file.
func (j journalOf) backup(tb testing.TB, now time.Time) string {
	tb.Helper()
	var b bytes.Buffer
	begun := now.AddDate(-5, 0, 0)
	_, _, err := exchange.Write(&b, exchange.Content{Made: now, Vault: journal.NewID(), Revisions: func(yield func(journal.Revision) error) error {
		for i, record := range j.records() {
			body, err := json.Marshal(record)
			if err != nil {
				return err
			}
			at := begun.Add(time.Duration(i) * time.Minute)
			if c, ok := record.(journal.Interaction); ok {
				at = c.At
			}
			if err := yield(journal.Revision{
				Ref: journal.Ref{ID: record.Key(), N: 1}, Change: journal.NewID(), Kind: record.Kind(),
				Device: "bench", At: at.UTC(), Schema: journal.Schema, Body: body,
			}); err != nil {
				return err
			}
		}
		return nil
	}}, nil)
	if err != nil {
		tb.Fatal(err)
	}
	name := filepath.Join(tb.TempDir(), exchange.FileName(now, false))
	if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
		tb.Fatal(err)
	}
	return name
}

// pairs is the journal for the floor: a kind and a body each.
func (j journalOf) pairs(tb testing.TB) []byte {
	tb.Helper()
	var all [][2]any
	for _, r := range j.records() {
		all = append(all, [2]any{r.Kind(), r})
	}
	b, err := json.Marshal(all)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// restore puts a backup into the kit as people do, and returns how long the restoring itself took.
func (w window) restore(kit *host, file string) time.Duration {
	w.tb.Helper()
	w.open(kit.url("/settings/backup?lang=en"))
	w.mark("kit:ready")
	w.do(chromedp.SetUploadFiles(`[name=backup_file]`, []string{file}))
	w.wait("the reading of the backup", `document.querySelector("[name=restore_confirm]")`, 2*time.Minute)
	js[bool](w, `document.querySelector("[name=restore_confirm]").click(); return true`)
	begun := time.Now()
	w.wait("the restored records", `localStorage.getItem("trousse.sentinel")`, 5*time.Minute)
	return time.Since(begun)
}
