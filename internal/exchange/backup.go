// Package exchange is what leaves the kit and comes back: here the backup file, which holds everything; in the packages
// below it, people from and to other address books (contacts) and promises for the calendar of a telephone (calendar).
//
// A backup is a text file of JSON lines. The first line is the header: what the file is, when it was made, how much it
// holds, and the SHA-256 of every byte after that line. Each further line is one [journal.Revision], history included,
// so that what comes back is what was there. Anyone who has the file can read it, which the header says.
//
// A file is taken whole or not at all: [Read] checks all of it before it hands anything over, for it comes from outside.
// The package words nothing; package store puts the revisions in place.
package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
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
	MaxFile      = 64 << 20 // bytes
	MaxLine      = 1 << 20  // bytes
	MaxRevisions = 200_000
	MaxDepth     = 16 // of JSON
)

// Version is the version of the format written by this program. A file with another one is of no use to it.
const Version = 1

const format = "trousse-backup"

// header is the first line of a backup.
type header struct {
	Format     string               `json:"format"`
	Version    int                  `json:"version"`
	Made       time.Time            `json:"made"`
	Vault      string               `json:"vault"`
	Counts     map[journal.Kind]int `json:"counts"`
	Revisions  int                  `json:"revisions"`
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
	ReadableBy string
	Size       int // bytes
}

func (h header) summary(size int) Summary {
	return Summary{Made: h.Made, Vault: h.Vault, Counts: h.Counts, Revisions: h.Revisions, ReadableBy: h.ReadableBy, Size: size}
}

// FileName is the name under which a backup made at that moment is offered: trousse-2026-11-21-1405.jsonl.
func FileName(made time.Time) string { return made.Format("trousse-2006-01-02-1504.jsonl") }

// Write writes a backup of the revisions that each hands over, every record's oldest first. It writes nothing when there
// is an error before: [ErrTooLarge] when the file could not be read again, [ErrDamaged] when a revision could not.
func Write(w io.Writer, made time.Time, vaultID string, each func(yield func(journal.Revision) error) error) (Summary, error) {
	var body bytes.Buffer
	enc := json.NewEncoder(&body)
	c := newChecker()
	err := each(func(r journal.Revision) error {
		if err := c.take(r); err != nil {
			return err
		}
		before := body.Len()
		if err := enc.Encode(r); err != nil {
			return err
		}
		if body.Len() > MaxFile-MaxLine || body.Len()-before > MaxLine || c.revisions > MaxRevisions {
			return ErrTooLarge
		}
		return nil
	})
	if err != nil {
		return Summary{}, err
	}
	sum := sha256.Sum256(body.Bytes())
	h := header{
		Format: format, Version: Version, Made: made.Truncate(time.Second), Vault: vaultID,
		Counts: c.counts(), Revisions: c.revisions,
		SHA256: hex.EncodeToString(sum[:]), ReadableBy: Anyone,
	}
	first, err := json.Marshal(h)
	if err != nil {
		return Summary{}, err
	}
	first = append(first, '\n')
	for _, b := range [][]byte{first, body.Bytes()} {
		if _, err := w.Write(b); err != nil {
			return Summary{}, err
		}
	}
	return h.summary(len(first) + body.Len()), nil
}

// Read reads a backup and checks it from end to end. The revisions come as they were written, every record's oldest
// first. The errors are [ErrNotBackup], [ErrDamaged], [ErrNewer] and [ErrTooLarge], wrapped, or those of r.
func Read(r io.Reader) (Summary, []journal.Revision, error) {
	whole, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return Summary{}, nil, err
	}
	if len(whole) > MaxFile {
		return Summary{}, nil, ErrTooLarge
	}
	first, rest, _ := bytes.Cut(whole, []byte("\n"))
	h, err := readHeader(first)
	if err != nil {
		return Summary{}, nil, err
	}
	if sum := sha256.Sum256(rest); h.SHA256 != hex.EncodeToString(sum[:]) {
		return Summary{}, nil, fmt.Errorf("%w: the bytes are not those that were written", ErrDamaged)
	}
	if h.Revisions > MaxRevisions {
		return Summary{}, nil, ErrTooLarge
	}
	revisions, err := readLines(rest, h)
	if err != nil {
		return Summary{}, nil, err
	}
	return h.summary(len(whole)), revisions, nil
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
	if h.Version != Version || h.Revisions < 0 || h.Made.IsZero() {
		return h, fmt.Errorf("%w: header", ErrDamaged)
	}
	return h, nil
}

func readLines(rest []byte, h header) ([]journal.Revision, error) {
	if n := bytes.Count(rest, []byte("\n")); n != h.Revisions || len(rest) > 0 && rest[len(rest)-1] != '\n' {
		return nil, fmt.Errorf("%w: %d lines for %d revisions", ErrDamaged, n, h.Revisions)
	}
	revisions := make([]journal.Revision, 0, h.Revisions)
	c := newChecker()
	for line := range bytes.Lines(rest) {
		switch {
		case len(line) > MaxLine:
			return nil, fmt.Errorf("%w: line %d", ErrTooLarge, len(revisions)+2)
		case depth(line) > MaxDepth:
			return nil, fmt.Errorf("%w: line %d is nested too deep", ErrDamaged, len(revisions)+2)
		}
		var r journal.Revision
		if err := json.Unmarshal(line, &r); err != nil {
			return nil, fmt.Errorf("%w: line %d: %v", ErrDamaged, len(revisions)+2, err)
		}
		if err := c.take(r); err != nil {
			return nil, fmt.Errorf("line %d: %w", len(revisions)+2, err)
		}
		revisions = append(revisions, r)
	}
	if !maps.Equal(c.counts(), h.Counts) {
		return nil, fmt.Errorf("%w: it holds %v, the header says %v", ErrDamaged, c.counts(), h.Counts)
	}
	return revisions, nil
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
