package ui

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/internal/journal"
	"trousse/internal/store"
)

// Contact is a call or a message that was begun from the kit, of which it is not known yet what came.
type Contact struct {
	ID      string          `json:"id"` // of the conversation that it becomes: answered twice, it is kept once
	At      time.Time       `json:"at"`
	Client  string          `json:"client"`
	Channel journal.Channel `json:"channel"`
	Promise string          `json:"promise,omitempty"` // id of the promise that it was about
	About   string          `json:"about,omitempty"`
	Notes   string          `json:"notes,omitempty"` // the words that were sent

	Complaint string `json:"complaint,omitempty"` // id of the improvement asked for that it was about
	// What the words promised, and for when: another day for the promise that it was about, and why, or a new promise.
	What   string      `json:"what,omitempty"`
	Due    journal.Day `json:"due,omitempty"`
	Reason string      `json:"reason,omitempty"`
}

// contactKey names the draft in which contacts are kept until the question is answered: a kill does not lose it.
const contactKey = "contact"

// mostContacts bounds them: of more, the oldest are not asked about any more.
const mostContacts = 20

// Contacts are those begun and not answered for, oldest first. Only the UI goroutine touches them, io apart.
type Contacts struct {
	open  []Contact
	due   bool // the user is back: it is time to ask
	read  bool // those of an earlier session were looked for
	noted *noted
	wrong string // why the answer was not kept

	io sync.Mutex // held while the draft is read or written; never taken on the UI goroutine
}

// noted is an answer just kept.
type noted struct {
	ref journal.Ref
	of  Contact
	how journal.Reach
}

// Began notes that the device was asked to call or to write to someone. The question comes when the user is back.
func (e *Env) Began(c Contact) {
	c.ID, c.At = journal.NewID(), e.Now()
	e.ask(c)
	e.Contacts.due = false
}

// BeganHere notes a contact about which the screen itself asks. The kit asks only where a kill has come in between. The id is
// for [Env.LetGo].
func (e *Env) BeganHere(c Contact) (id string) {
	c.ID, c.At = journal.NewID(), e.Now()
	go e.keepContacts(func(all []Contact) []Contact { return append(all, c) })
	return c.ID
}

func (e *Env) ask(c Contact) {
	k := &e.Contacts
	k.open, k.noted = append(k.open, c), nil
	go e.keepContacts(func(all []Contact) []Contact { return append(all, c) })
}

// Back is called when the user comes back to the kit, or goes on to another screen.
func (e *Env) Back(ctx app.Context, moved bool) {
	k := &e.Contacts
	k.due = true
	if moved {
		k.noted, k.wrong = nil, ""
	}
	if k.read || e.Book == nil {
		return
	}
	k.read = true
	ctx.Async(func() {
		k.io.Lock()
		kept := e.keptContacts()
		k.io.Unlock()
		e.Do(func(app.Context) {
			for _, c := range kept {
				if !without(k.open, c.ID, nil) {
					k.open = append([]Contact{c}, k.open...)
				}
			}
		})
	})
}

// without tells whether a contact is in the list, and hands the others to rest.
func without(all []Contact, id string, rest *[]Contact) (found bool) {
	for _, c := range all {
		if c.ID == id {
			found = true
		} else if rest != nil {
			*rest = append(*rest, c)
		}
	}
	return found
}

func (e *Env) keptContacts() (all []Contact) {
	if plain, err := e.Book.Draft(context.Background(), contactKey); err == nil && plain != nil {
		_ = json.Unmarshal(plain, &all)
	}
	return all
}

// keepContacts changes the draft. It waits for the device.
func (e *Env) keepContacts(change func([]Contact) []Contact) {
	e.Contacts.io.Lock()
	defer e.Contacts.io.Unlock()
	all := change(e.keptContacts())
	if len(all) == 0 {
		_ = e.Book.DropDraft(context.Background(), contactKey)
		return
	}
	if plain, err := json.Marshal(all[max(0, len(all)-mostContacts):]); err == nil {
		_ = e.Book.PutDraft(context.Background(), contactKey, plain)
	}
}

// forget lets go of them all; they are read again when they are wanted.
func (k *Contacts) forget() { k.open, k.noted, k.wrong, k.due, k.read = nil, nil, "", false, false }

// LetGo forgets a contact: it was answered for, or there is nothing to note.
func (e *Env) LetGo(id string) {
	if id == "" {
		return
	}
	var rest []Contact
	without(e.Contacts.open, id, &rest)
	e.Contacts.open = rest
	go e.keepContacts(func(all []Contact) (rest []Contact) {
		without(all, id, &rest)
		return rest
	})
}

// forgetCalls asks no more about a client who was erased.
func (e *Env) forgetCalls(client string) {
	e.Contacts.noted = nil
	for _, c := range e.Contacts.open {
		if c.Client == client {
			e.LetGo(c.ID)
		}
	}
}

// Asked is the question about the last contact begun, or what became of the answer; nothing while there is neither.
func (e *Env) Asked() app.UI {
	k, say := &e.Contacts, e.Say
	switch n := k.noted; {
	case n != nil:
		return Banner("good", "check", say.T("contact.noted", "how", say.T("reach."+string(n.how)), "who", e.Who(n.of.Client)),
			Button("btn", "undo_contact", "undo", say.T("action.undo"), func(ctx app.Context, _ app.Event) { e.unanswer(ctx) }, n.ref.ID),
			Link("btn", e.Href("/interactions/"+n.ref.ID+"/edit"), "edit", say.T("contact.more")).Attr("name", "complete_contact"))
	case !k.due || len(k.open) == 0:
		return nil
	}
	c := k.open[len(k.open)-1]
	var buttons []app.UI
	for _, how := range journal.Reaches {
		if (how == journal.Sent) != (c.Channel == journal.Phone) {
			buttons = append(buttons, Button("btn", "reach", "", say.T("reach."+string(how)), func(ctx app.Context, _ app.Event) { e.answer(ctx, c, how) }, c.ID, string(how)).
				Attr("value", string(how)))
		}
	}
	buttons = append(buttons, Button("btn btn--quiet", "dismiss_contact", "", say.T("contact.dismiss"), func(app.Context, app.Event) { e.LetGo(c.ID) }, c.ID),
		ErrorLine("reach", k.wrong))
	return Banner("", ChannelIcon(c.Channel),
		say.T("contact."+string(c.Channel), "who", e.Who(c.Client), "when", MomentWords(say, c.At.In(e.Now().Location()), e.Today())), buttons...)
}

// answer keeps the contact as a conversation, and the promise that it was about as told when the word has come through.
func (e *Env) answer(ctx app.Context, c Contact, how journal.Reach) {
	if e.Saving == Saving {
		return
	}
	e.Saving = Saving
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		var ref journal.Ref
		var err error
		for range 3 { // the promise may be written in another window at the same moment
			if ref, err = e.keepAnswer(bg, c, how); !errors.Is(err, store.ErrConflict) {
				break
			}
			if v, _ := e.Book.Get(bg, c.ID); v.N > 0 { // answered in another window
				ref, err = v.Ref, nil
				break
			}
		}
		e.Do(func(app.Context) {
			if err != nil {
				e.Saving, e.Contacts.wrong = Failed, Trouble(e.Say, err)
				return
			}
			e.Saving, e.Contacts.wrong = Saved, ""
			e.LetGo(c.ID)
			e.Contacts.noted = &noted{ref, c, how}
			e.Last = &LastSave{Ref: ref, Path: "/interactions/" + c.ID, Client: c.Client}
			e.Reread()
		})
	})
}

func (e *Env) keepAnswer(ctx context.Context, c Contact, how journal.Reach) (journal.Ref, error) {
	i := journal.Interaction{ID: c.ID, Client: c.Client, At: c.At, Author: e.Author(), Channel: c.Channel, Outcome: how, About: short(c.About), Notes: c.Notes, Complaint: c.Complaint}.Tidy()
	writes, on := []store.Write{{Record: i}}, journal.DayOf(c.At)
	switch heard := how == journal.Reached || how == journal.Sent; {
	case heard && c.Promise != "":
		v, err := e.Book.Get(ctx, c.Promise)
		if p, ok := v.Record.(journal.Promise); ok && err == nil {
			if told, err := p.Hear(on, c.Due, c.Reason); err == nil {
				writes = append(writes, store.Write{Record: told, Base: v.N})
			}
		}
	case heard && c.Due != "":
		p := journal.Promise{ID: journal.NewID(), Client: c.Client, Interaction: c.ID, Complaint: c.Complaint, What: c.What, Made: on, Due: c.Due}.Tidy()
		writes = append(writes, store.Write{Record: p})
	}
	saved, err := e.Book.Save(ctx, "", writes...)
	if err != nil {
		return journal.Ref{}, err
	}
	return saved.Refs[0], nil
}

// short keeps of a promise's words what a conversation takes for its subject.
func short(s string) string {
	if utf8.RuneCountInString(s) <= journal.MaxName {
		return s
	}
	return string([]rune(s)[:journal.MaxName-1]) + "…"
}

// unanswer takes the answer back, and asks again.
func (e *Env) unanswer(ctx app.Context) {
	n := e.Contacts.noted
	if n == nil {
		return
	}
	e.Undo(ctx, n.ref, func(_ app.Context, err error) {
		if err != nil {
			e.Contacts.wrong = UndoTrouble(e.Say, err)
			return
		}
		n.of.ID = journal.NewID() // the old one names a conversation that was taken away
		e.ask(n.of)
		e.Reread()
	})
}
