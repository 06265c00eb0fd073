//go:build js && wasm

package main

import (
	"context"
	"time"

	"trousse/internal/browser"
	"trousse/internal/later"
)

// How long it takes before the second part of the program is asked for again.
const (
	soon = time.Second
	late = time.Minute
)

// head is how long a room of the second part has to come up whole at the start: beyond, it says that it is on its way, and the
// rooms that are here can be gone to.
const head = 2 * time.Second

// rest brings the second part of the program. As long as it cannot be had, it is asked for again: more and more seldom, and at
// once when the network comes back or somebody wants it. tried is closed after the first time.
func (k *kit) rest(tried chan struct{}) {
	for pause := soon; ; pause = min(2*pause, late) {
		err := browser.Rest(context.Background())
		if err == nil {
			later.Arrived()
		}
		k.shell.Rest(err == nil)
		if tried != nil {
			close(tried)
			tried = nil
		}
		if err == nil {
			return
		}
		select {
		case <-time.After(pause):
		case <-k.wanted:
			pause = soon
		}
	}
}

// want has the second part come, or be asked for again.
func (k *kit) want() {
	k.coming.Do(func() { go k.rest(nil) })
	select {
	case k.wanted <- struct{}{}:
	default:
	}
}

// need waits for the second part, where the first screen is one of its rooms: for a while, or until it is known that it cannot be
// had.
func (k *kit) need() {
	tried := make(chan struct{})
	k.coming.Do(func() { go k.rest(tried) })
	select {
	case <-tried:
	case <-time.After(head):
	}
}
