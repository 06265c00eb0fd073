// Package exchange is what leaves the kit and comes back: so far the backup file, which holds everything.
//
// A backup is a text of JSON lines. The first line is the header: what the file is, when it was made, of which vault.
// Then come the records that were erased for good, then every [journal.Revision], history included, so that what comes
// back is what was there. The last line counts them all, and holds the SHA-256 of every byte before it:
//
//	{"format":"trousse-backup","version":2,"made":"2026-11-21T14:05:30-05:00","vault":"…"}
//	{"erased":{"id":"…","day":"2026-11-20"}}
//	{"id":"…","n":1,"change":"…","kind":"client", … ,"body":{…}}
//	{"end":{"revisions":1,"erased":1,"counts":{"client":1},"sha256":"…"}}
//
// That text may be compressed with gzip, and sealed in the age format ([trousse/internal/exchange/age]) for a key or a
// passphrase; what is not sealed anyone can read. [Read] takes off whatever layers it finds, so a file that the age
// tool has opened is a backup as well. Files of version 1 were never packed, and had counts and hash in their header:
// they open too.
//
// Both ways are streams, of bounded memory. A file is to be taken whole or not at all: what [Read] hands over is proved
// to be whole only when it returns nil. The package words nothing; package store puts the revisions in place.
package exchange

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"time"

	"trousse/internal/exchange/age"
	"trousse/internal/journal"
)

// The errors that the screens put in words, with [age.ErrKey] for a file that is sealed for somebody else, as an
// [age.KeyError], and [age.ErrWork]. Others are the reader's or the writer's own.
var (
	ErrNotBackup = errors.New("not a backup of the kit")
	ErrDamaged   = errors.New("the backup is damaged")
	ErrNewer     = errors.New("the backup was made by a newer kit")
	ErrTooLarge  = errors.New("the backup is too large")
)

// What a backup may measure.
const (
	MaxFile      = 64 << 20  // bytes, as it is kept
	MaxText      = 256 << 20 // bytes, unpacked
	MaxLine      = 1 << 20   // bytes
	MaxRevisions = 200_000
	MaxErased    = 200_000
	MaxDepth     = 16 // of JSON
)

// Version is the version of the format written by this program. Older ones are read.
const Version = 2

const format = "trousse-backup"

// header is the first line of a backup.
type header struct {
	Format  string    `json:"format"`
	Version int       `json:"version"`
	Made    time.Time `json:"made"`
	Vault   string    `json:"vault"`
}

// trailer is what counts the lines and proves that they are all there.
type trailer struct {
	Revisions int                  `json:"revisions"`
	Erased    int                  `json:"erased"`
	Counts    map[journal.Kind]int `json:"counts"`
	SHA256    string               `json:"sha256"`
}

// line is any line between the header and the end, or the end.
type line struct {
	Erased *journal.Erased `json:"erased,omitempty"`
	End    *trailer        `json:"end,omitempty"`
}

// Who can read a backup.
const (
	Anyone       = "anyone"
	ByKey        = "key"
	ByPassphrase = "passphrase"
)

// Summary tells what a backup holds.
type Summary struct {
	Made       time.Time
	Vault      string               // the vault that it was made from
	Counts     map[journal.Kind]int // records that are not gone, by kind
	Revisions  int
	Erased     []journal.Erased
	ReadableBy string
	Size       int // bytes of the file
}

// Content is what a backup is made of.
type Content struct {
	Made   time.Time
	Vault  string
	Erased []journal.Erased
	// Revisions hands over every record's revisions, the oldest first.
	Revisions func(yield func(journal.Revision) error) error
}

// Packing is how a backup is packed.
type Packing struct {
	// To is whom it is sealed for; nil: anyone can read it.
	To age.To
	// Gzip compresses; nil: nothing does. It is gzip.NewWriter natively, and the browser's own in the browser, off the
	// main thread.
	Gzip func(io.Writer) io.WriteCloser
}

// FileName is the name under which a backup made at that moment is offered: trousse-2026-11-21-1405.jsonl.gz.age.
func (p Packing) FileName(made time.Time) string {
	name := made.Format("trousse-2006-01-02-1504.jsonl")
	if p.Gzip != nil {
		name += ".gz"
	}
	if p.To != nil {
		name += ".age"
	}
	return name
}

// Write writes a backup. The identity, nil when the file is not sealed, opens this file and no other, to check it with
// [Read] without anybody's key. On an error what was written is no backup: [ErrTooLarge] when it could not be read
// again, [ErrDamaged] when a revision could not.
func Write(w io.Writer, c Content, p Packing) (Summary, age.Identity, error) {
	file := &counter{w: w, max: MaxFile}
	out, closers, by := io.Writer(file), []io.Closer(nil), Anyone
	var reopen age.Identity
	if p.To != nil {
		sealed, err := age.Encrypt(out, p.To)
		if err != nil {
			return Summary{}, nil, err
		}
		out, closers, reopen, by = sealed, append(closers, sealed), sealed.Reopen(), ByKey
		if _, ok := p.To.(age.Passphrase); ok {
			by = ByPassphrase
		}
	}
	if p.Gzip != nil {
		packed := p.Gzip(out)
		out, closers = packed, append(closers, packed)
	}
	s, err := writeText(out, c)
	for i := len(closers) - 1; i >= 0; i-- { // even after an error: a packer may have something running
		if failed := closers[i].Close(); err == nil {
			err = failed
		}
	}
	if err != nil {
		return Summary{}, nil, err
	}
	s.ReadableBy, s.Size = by, file.n
	return s, reopen, nil
}

func writeText(w io.Writer, c Content) (Summary, error) {
	if len(c.Erased) > MaxErased {
		return Summary{}, ErrTooLarge
	}
	t := &text{w: bufio.NewWriterSize(w, 64<<10), sum: sha256.New()}
	made := c.Made.Truncate(time.Second)
	if err := t.line(header{Format: format, Version: Version, Made: made, Vault: c.Vault}); err != nil {
		return Summary{}, err
	}
	for _, e := range c.Erased {
		if err := t.line(line{Erased: &e}); err != nil {
			return Summary{}, err
		}
	}
	check := newChecker()
	err := c.Revisions(func(r journal.Revision) error {
		if err := check.take(r); err != nil {
			return err
		}
		if check.revisions > MaxRevisions {
			return ErrTooLarge
		}
		return t.line(r)
	})
	if err != nil {
		return Summary{}, err
	}
	end := trailer{Revisions: check.revisions, Erased: len(c.Erased), Counts: check.counts(), SHA256: hex.EncodeToString(t.sum.Sum(nil))}
	if err := t.line(line{End: &end}); err != nil {
		return Summary{}, err
	}
	return Summary{Made: made, Vault: c.Vault, Counts: end.Counts, Revisions: end.Revisions, Erased: c.Erased}, t.w.Flush()
}

// text is the lines as they are written.
type text struct {
	w   *bufio.Writer
	sum hash.Hash
	n   int
}

func (t *text) line(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	b = append(b, '\n')
	if t.n += len(b); len(b) > MaxLine || t.n > MaxText {
		return ErrTooLarge
	}
	t.sum.Write(b)
	_, err = t.w.Write(b)
	return err
}

// counter counts what goes through, and refuses what is over max.
type counter struct {
	w      io.Writer
	n, max int
}

func (c *counter) Write(b []byte) (int, error) {
	if c.n += len(b); c.n > c.max {
		return 0, ErrTooLarge
	}
	return c.w.Write(b)
}
