package ui

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"sync"
	"time"

	"trousse/internal/store"
)

// IncidentKey names the draft in which an incident is kept until it is logged.
const IncidentKey = "incident"

// mostPressed bounds the list: a pocket that taps by itself must not fill the device.
const mostPressed = 100

// Pressed is one thing done on the screen of immediate help.
type Pressed struct {
	At   time.Time `json:"at"`
	What string    `json:"what"`          // a level, or who was called
	Who  string    `json:"who,omitempty"` // the name of whoever was called
}

// Incident is what was pressed while someone needed help (F21), sealed like a draft until it is logged or thrown away.
// While the journal is not open it is in memory: a call never waits for the device to keep anything.
type Incident struct {
	io sync.Mutex // held while the draft is read or written; never taken on the UI goroutine

	mu   sync.Mutex // guards what follows; never held while waiting
	kept []Pressed
	last []Pressed // not kept yet
}

// List is all that was pressed, oldest first.
func (i *Incident) List() []Pressed {
	i.mu.Lock()
	defer i.mu.Unlock()
	return append(slices.Clone(i.kept), i.last...)
}

// Add notes what was pressed, in memory.
func (i *Incident) Add(p Pressed) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.last = append(i.last, p)
}

// Keep reads the draft, and puts away what is not in it yet. Without a journal (nil) there is nothing to do. It waits for
// the device: call it beside the UI goroutine.
func (i *Incident) Keep(book *store.Book) error {
	if book == nil {
		return nil
	}
	i.io.Lock()
	defer i.io.Unlock()
	plain, err := book.Draft(context.Background(), IncidentKey)
	if err != nil {
		return err
	}
	var kept []Pressed
	if plain != nil {
		_ = json.Unmarshal(plain, &kept)
	}
	i.mu.Lock()
	n := len(i.last)
	all := append(kept, i.last...)
	i.mu.Unlock()
	all = all[max(0, len(all)-mostPressed):]
	if n > 0 {
		if err := i.write(book, all); err != nil {
			return err
		}
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.kept, i.last = all, i.last[n:]
	return nil
}

// From names the incident as it stands, for [Handed.From]: what is pressed afterwards stays when it is logged.
func (i *Incident) From() string { return IncidentKey + " " + strconv.Itoa(len(i.List())) }

// logged lets go of the first n that were pressed.
func (i *Incident) logged(book *store.Book, n string) error {
	first, _ := strconv.Atoi(n)
	if err := i.Keep(book); err != nil {
		return err
	}
	i.io.Lock()
	defer i.io.Unlock()
	i.mu.Lock()
	i.kept = i.kept[min(first, len(i.kept)):]
	rest := slices.Clone(i.kept)
	i.mu.Unlock()
	if len(rest) == 0 {
		return book.DropDraft(context.Background(), IncidentKey)
	}
	return i.write(book, rest)
}

// Drop throws the incident away. It waits, like Keep.
func (i *Incident) Drop(book *store.Book) error {
	i.io.Lock()
	defer i.io.Unlock()
	i.mu.Lock()
	i.kept, i.last = nil, nil
	i.mu.Unlock()
	if book == nil {
		return nil
	}
	return book.DropDraft(context.Background(), IncidentKey)
}

// forget lets go of what is kept. What is not kept yet goes with what is pressed while the kit is locked.
func (i *Incident) forget() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.kept = nil
}

func (i *Incident) write(book *store.Book, all []Pressed) error {
	plain, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return book.PutDraft(context.Background(), IncidentKey, plain)
}
