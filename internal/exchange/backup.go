// Package exchange is the backup file, which holds everything; other ways out of the kit and back in are in its folders:
// contacts from other address books, and promises for a calendar.
//
// A backup is a text file of JSON lines. The first line is the header: what the file is, when it was made, how much it
// holds, and the SHA-256 of every byte after that line. Each further line is one [journal.Revision], history included,
// so that what comes back is what was there; then comes a line for each photo that they name. Anyone who has the file can
// read it, which the header says.
//
// A file is taken whole or not at all: [Read] checks all of it before it hands anything over, for it comes from outside.
// Photos never lie together in memory: they are checked as they pass, and [Photos] reads them again.
// The package words nothing; package store puts the revisions in place.
package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"

	"trousse/internal/journal"
)

// The errors that the screens put in words. Others are the reader's or the writer's own.
var (
	ErrNotBackup = errors.New("not a backup of the kit")
	ErrDamaged   = errors.New("the backup is damaged")
	ErrNewer     = errors.New("the backup was made by a newer kit")
	ErrTooLarge  = errors.New("the backup is too large")
)

// What a backup may measure.
const (
	MaxFile      = 4 << 30  // bytes
	MaxText      = 64 << 20 // bytes of it that are no photos
	MaxLine      = 1 << 20  // bytes
	MaxRevisions = 200_000
	MaxDepth     = 16 // of JSON
)

// Version is the latest version of the format that this program writes and reads: the second one has photos. Without any
// it writes the first, which former kits read.
const Version = 2

const format = "trousse-backup"

// header is the first line of a backup.
type header struct {
	Format     string               `json:"format"`
	Version    int                  `json:"version"`
	Made       time.Time            `json:"made"`
	Vault      string               `json:"vault"`
	Counts     map[journal.Kind]int `json:"counts"`
	Revisions  int                  `json:"revisions"`
	Photos     int                  `json:"photos,omitempty"`
	SHA256     string               `json:"sha256"`
	ReadableBy string               `json:"readable_by"`
}

// Anyone is who can read a backup that nothing protects.
const Anyone = "anyone"

// Summary tells what a backup holds.
type Summary struct {
	Made       time.Time
	Vault      string               // the vault that it was made from
	Counts     map[journal.Kind]int // records that are not gone, by kind
	Revisions  int
	Photos     int
	ReadableBy string
	Size       int64 // bytes
}

func (h header) summary(size int64) Summary {
	return Summary{Made: h.Made, Vault: h.Vault, Counts: h.Counts, Revisions: h.Revisions, Photos: h.Photos, ReadableBy: h.ReadableBy, Size: size}
}

// FileName is the name under which a backup made at that moment is offered: trousse-2026-11-21-1405.jsonl.
func FileName(made time.Time) string { return made.Format("trousse-2006-01-02-1504.jsonl") }

// Write writes what follows the header of a backup: the revisions that each hands over, every record's oldest first, and
// the photos that they name. Photo, which may be nil, reads one of these, nil when it is not there. The header, which it
// returns, goes before that. The errors are [ErrTooLarge] when the file could not be read again, [ErrDamaged] when a
// revision could not, and those of each, photo and w.
func Write(w io.Writer, made time.Time, vaultID string, each func(yield func(journal.Revision) error) error, photo func(id string) ([]byte, error)) ([]byte, Summary, error) {
	out := &writer{w: w, hash: sha256.New()}
	c := newChecker()
	err := each(func(r journal.Revision) error {
		if err := c.take(r); err != nil {
			return err
		}
		if err := out.line(r); err != nil {
			return err
		}
		if out.size > MaxText-MaxLine || c.revisions > MaxRevisions {
			return ErrTooLarge
		}
		return nil
	})
	if err != nil {
		return nil, Summary{}, err
	}
	h := header{
		Format: format, Version: 1, Made: made.Truncate(time.Second), Vault: vaultID,
		Counts: c.counts(), Revisions: c.revisions, ReadableBy: Anyone,
	}
	for _, id := range c.named {
		if photo == nil {
			break
		}
		jpeg, err := photo(id)
		if err == nil && jpeg != nil {
			h.Version, h.Photos = Version, h.Photos+1
			err = out.line(photoLine{Photo: id, JPEG: jpeg})
		}
		if err == nil && out.size > MaxFile-MaxLine {
			err = ErrTooLarge
		}
		if err != nil {
			return nil, Summary{}, err
		}
	}
	h.SHA256 = hex.EncodeToString(out.hash.Sum(nil))
	first, err := json.Marshal(h)
	if err != nil {
		return nil, Summary{}, err
	}
	first = append(first, '\n')
	return first, h.summary(int64(len(first)) + out.size), nil
}

// writer writes the lines after the header.
type writer struct {
	w    io.Writer
	hash hash.Hash
	size int64
}

func (o *writer) line(v any) error {
	var line bytes.Buffer
	if err := json.NewEncoder(&line).Encode(v); err != nil {
		return err
	}
	if line.Len() > MaxLine {
		return ErrTooLarge
	}
	o.size += int64(line.Len())
	o.hash.Write(line.Bytes())
	_, err := o.w.Write(line.Bytes())
	return err
}

func readHeader(line []byte) (header, error) {
	var h header
	if len(line) > MaxLine || depth(line) > MaxDepth {
		return h, ErrNotBackup
	}
	// The format and the version alone decide whether the rest of the header can be understood.
	var what struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if err := json.Unmarshal(line, &what); err != nil || what.Format != format {
		return h, ErrNotBackup
	}
	if what.Version > Version {
		return h, ErrNewer
	}
	if err := json.Unmarshal(line, &h); err != nil {
		return h, fmt.Errorf("%w: header: %v", ErrDamaged, err)
	}
	if h.Version < 1 || h.Revisions < 0 || h.Photos < 0 || h.Photos > 0 && h.Version < 2 || h.Made.IsZero() {
		return h, fmt.Errorf("%w: header", ErrDamaged)
	}
	return h, nil
}

// depth is how deep a JSON text nests, whether it is sound or not.
func depth(line []byte) int {
	now, most := 0, 0
	var quoted, escaped bool
	for _, c := range line {
		switch {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			now++
			most = max(most, now)
		case c == '}' || c == ']':
			now--
		}
	}
	return most
}
