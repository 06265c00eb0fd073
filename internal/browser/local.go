//go:build js && wasm

package browser

import (
	"strconv"
	"strings"
)

// SentinelKey is where the [Witness] writes in local storage.
const SentinelKey = "trousse.sentinel"

// LocalGet reads local storage; empty when there is nothing or it is refused.
func LocalGet(key string) string {
	v, _ := call(path("localStorage"), "getItem", key)
	return text(v)
}

// LocalSet writes local storage. A failure (full, refused) changes nothing.
func LocalSet(key, value string) { _ = SetProp(path("localStorage"), key, value) }

// WindowGet reads what this window keeps for itself, through its reloads; empty when there is nothing or it is refused.
func WindowGet(key string) string {
	v, _ := call(path("sessionStorage"), "getItem", key)
	return text(v)
}

// WindowSet writes it. A failure changes nothing.
func WindowSet(key, value string) { _ = SetProp(path("sessionStorage"), key, value) }

// LocalDel removes a key from local storage.
func LocalDel(key string) { _, _ = call(path("localStorage"), "removeItem", key) }

// Sentinel is what the witness remembers of the last write.
type Sentinel struct {
	Vault      string
	Generation string
	Seq        uint64
}

// Witness remembers in local storage that something was saved in IndexedDB.
type Witness struct{}

// Recall returns the last mark. A mark that cannot be read counts as one, with nothing known about it: whoever meets an
// empty place then asks, instead of taking the user for a new one.
func (Witness) Recall() (Sentinel, bool) {
	kept := LocalGet(SentinelKey)
	if kept == "" {
		return Sentinel{}, false
	}
	fields := strings.Split(kept, " ")
	if len(fields) != 3 {
		return Sentinel{}, true
	}
	seq, err := strconv.ParseUint(fields[2], 10, 64)
	if err != nil {
		return Sentinel{}, true
	}
	return Sentinel{Vault: fields[0], Generation: fields[1], Seq: seq}, true
}

// Note keeps the mark; a failure is harmless. Ids hold no spaces.
func (Witness) Note(m Sentinel) {
	LocalSet(SentinelKey, m.Vault+" "+m.Generation+" "+strconv.FormatUint(m.Seq, 10))
}

// Forget removes the mark, when the user chose to have nothing kept here any more.
func (Witness) Forget() { LocalDel(SentinelKey) }
