// Package exchange is the backup file, which holds everything; other ways out of the kit and back in are in its folders:
// contacts from other address books, and promises for a calendar.
//
// A backup is a text of JSON lines, of which the first key says what each is. The first line is the header: what the file is,
// when it was made, of which vault. Then come the records that were erased for good, every [journal.Revision], history
// included, so that what comes back is what was there, and the photos that they name. The last line counts them all, and holds
// the SHA-256 of every byte before it:
//
//	{"format":"trousse-backup","version":3,"made":"2026-11-21T14:05:30-05:00","vault":"…"}
//	{"erased":{"id":"…","day":"2026-11-20"}}
//	{"id":"…","n":1,"change":"…","kind":"client", … ,"body":{…}}
//	{"photo":"…","jpeg":"…"}
//	{"end":{"revisions":1,"erased":1,"photos":1,"counts":{"client":1},"sha256":"…"}}
//
// That text may be sealed in the age format ([trousse/internal/age]) for a key or a passphrase; what is not sealed anyone can
// read. [Read] takes both, so that what the age tool has opened is a backup as well. Files of versions 1 and 2 were never
// sealed, and had counts and hash in their header: they open too.
//
// Both ways are streams, of bounded memory. A file is to be taken whole or not at all: what [Read] hands over is proved to be
// whole only when it returns nil. The package words nothing; package store puts what it hands over in place.
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

	"trousse/internal/age"
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
	MaxFile      = 4 << 30   // bytes, as it is kept
	MaxText      = 256 << 20 // bytes of it that are no photos
	MaxLine      = 1 << 20   // bytes
	MaxRevisions = 200_000
	MaxErased    = 200_000
	MaxDepth     = 16 // of JSON
)

// Version is the version of the format written by this program. Older ones are read.
const Version = 3

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
	Erased    int                  `json:"erased,omitempty"`
	Photos    int                  `json:"photos,omitempty"`
	Counts    map[journal.Kind]int `json:"counts"`
	SHA256    string               `json:"sha256"`
}

// The lines between the header and the end, revisions apart, and the end.
type (
	erasedLine struct {
		Erased journal.Erased `json:"erased"`
	}
	photoLine struct {
		Photo string `json:"photo"`
		JPEG  []byte `json:"jpeg"`
	}
	endLine struct {
		End trailer `json:"end"`
	}
)

// How they begin.
const (
	erasedBegins = `{"erased":`
	photoBegins  = `{"photo":`
	endBegins    = `{"end":`
)

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
	Photos     int
	Erased     int // records that were erased for good
	ReadableBy string
	Size       int64 // bytes of the file
}

func (h header) summary(end trailer) Summary {
	return Summary{Made: h.Made, Vault: h.Vault, Counts: end.Counts, Revisions: end.Revisions, Photos: end.Photos, Erased: end.Erased}
}

// Content is what a backup is made of.
type Content struct {
	Made   time.Time
	Vault  string
	Erased []journal.Erased
	// Revisions hands over every record's revisions, the oldest first.
	Revisions func(yield func(journal.Revision) error) error
	// Photo reads a photo that they name, nil when it is not there. It may be nil itself.
	Photo func(id string) ([]byte, error)
}

// FileName is the name under which a backup made at that moment is offered: trousse-2026-11-21-1405.jsonl.age.
func FileName(made time.Time, sealed bool) string {
	name := made.Format("trousse-2006-01-02-1504.jsonl")
	if sealed {
		name += ".age"
	}
	return name
}

// Write writes a backup, sealed unless to is nil. The identity, nil as well then, opens this file and no other, to check it
// with [Read] without anybody's key. On an error what was written is no backup: [ErrTooLarge] when it could not be read again,
// [ErrDamaged] when a revision could not.
func Write(w io.Writer, c Content, to age.To) (Summary, age.Identity, error) {
	file := &counter{w: w}
	if to == nil {
		s, err := writeText(file, c)
		s.ReadableBy, s.Size = Anyone, file.n
		return s, nil, err
	}
	sealed, err := age.Encrypt(file, to)
	if err != nil {
		return Summary{}, nil, err
	}
	s, err := writeText(sealed, c)
	if err == nil {
		err = sealed.Close()
	}
	if err != nil {
		return Summary{}, nil, err
	}
	s.ReadableBy, s.Size = ByKey, file.n
	if _, ok := to.(age.Passphrase); ok {
		s.ReadableBy = ByPassphrase
	}
	return s, sealed.Reopen(), nil
}

func writeText(w io.Writer, c Content) (Summary, error) {
	if len(c.Erased) > MaxErased {
		return Summary{}, ErrTooLarge
	}
	t := &text{w: bufio.NewWriterSize(w, bufferSize), sum: sha256.New()}
	h := header{Format: format, Version: Version, Made: c.Made.Truncate(time.Second), Vault: c.Vault}
	if err := t.line(h); err != nil {
		return Summary{}, err
	}
	for _, e := range c.Erased {
		if err := t.line(erasedLine{e}); err != nil {
			return Summary{}, err
		}
	}
	check := newChecker()
	err := c.Revisions(func(r journal.Revision) error {
		err := check.take(r)
		if err == nil {
			err = t.line(r)
		}
		if err == nil && (t.n > MaxText-MaxLine || check.revisions > MaxRevisions) {
			err = ErrTooLarge
		}
		return err
	})
	if err != nil {
		return Summary{}, err
	}
	end := trailer{Revisions: check.revisions, Erased: len(c.Erased), Counts: check.counts()}
	for _, id := range check.named {
		if c.Photo == nil {
			break
		}
		jpeg, err := c.Photo(id)
		if err == nil && jpeg != nil {
			end.Photos++
			err = t.line(photoLine{Photo: id, JPEG: jpeg})
		}
		if err != nil {
			return Summary{}, err
		}
	}
	end.SHA256 = hex.EncodeToString(t.sum.Sum(nil))
	if err := t.line(endLine{end}); err != nil {
		return Summary{}, err
	}
	return h.summary(end), t.w.Flush()
}

// text is the lines as they are written.
type text struct {
	w   *bufio.Writer
	sum hash.Hash
	n   int64
}

func (t *text) line(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	b = append(b, '\n')
	if t.n += int64(len(b)); len(b) > MaxLine {
		return ErrTooLarge
	}
	t.sum.Write(b)
	_, err = t.w.Write(b)
	return err
}

// counter counts what goes through, and refuses what is over [MaxFile].
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	if c.n += int64(len(b)); c.n > MaxFile {
		return 0, ErrTooLarge
	}
	return c.w.Write(b)
}
