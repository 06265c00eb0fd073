package exchange

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"

	"trousse/internal/journal"
)

// photoLine is a photo in a backup: it is a JPEG, in base64.
type photoLine struct {
	Photo string `json:"photo"`
	JPEG  []byte `json:"jpeg"`
}

// Read reads a backup and checks it from end to end. The revisions come as they were written, every record's oldest
// first. The errors are [ErrNotBackup], [ErrDamaged], [ErrNewer] and [ErrTooLarge], wrapped, or those of r.
func Read(r io.Reader) (Summary, []journal.Revision, error) {
	in := newLines(r)
	h, err := in.header()
	if err != nil {
		return Summary{}, nil, err
	}
	sum := sha256.New()
	body := reading{header: h, checker: newChecker()}
	for in.next() {
		sum.Write(in.line)
		body.take(in.line)
	}
	switch {
	case in.err != nil:
		return Summary{}, nil, in.err
	case h.SHA256 != hex.EncodeToString(sum.Sum(nil)) && !in.cut:
		return Summary{}, nil, fmt.Errorf("%w: the bytes are not those that were written", ErrDamaged)
	}
	if err := body.end(); err != nil {
		return Summary{}, nil, err
	}
	return h.summary(in.size), body.revisions, nil
}

// Photos reads the photos of a backup that [Read] has taken, and hands them over.
func Photos(r io.Reader, yield func(id string, jpeg []byte) error) error {
	in := newLines(r)
	h, err := in.header()
	if err != nil {
		return err
	}
	for n := 0; in.next(); n++ {
		if n < h.Revisions {
			continue
		}
		p, err := readPhoto(in.line)
		if err == nil {
			err = yield(p.Photo, p.JPEG)
		}
		if err != nil {
			return err
		}
	}
	return in.err
}

func readPhoto(line []byte) (p photoLine, err error) {
	if err := json.Unmarshal(line, &p); err != nil {
		return p, fmt.Errorf("%w: photo: %v", ErrDamaged, err)
	}
	if !isID(p.Photo) || len(p.JPEG) == 0 || len(p.JPEG) > journal.MaxPhotoSize {
		return p, fmt.Errorf("%w: not a photo", ErrDamaged)
	}
	return p, nil
}

// reading takes the lines after the header, up to the first that is refused.
type reading struct {
	header
	checker   *checker
	revisions []journal.Revision
	photos    int
	lines     int
	text      int // bytes
	err       error
}

func (b *reading) take(line []byte) {
	if b.lines++; b.err != nil {
		return
	}
	if b.lines > b.Revisions {
		b.photos++
		_, b.err = readPhoto(line)
		return
	}
	b.text += len(line)
	if b.text > MaxText || len(b.revisions) == MaxRevisions {
		b.err = ErrTooLarge
		return
	}
	b.err = b.revision(line)
}

func (b *reading) revision(line []byte) error {
	switch {
	case len(line) > MaxLine:
		return fmt.Errorf("%w: line %d", ErrTooLarge, b.lines+1)
	case depth(line) > MaxDepth:
		return fmt.Errorf("%w: line %d is nested too deep", ErrDamaged, b.lines+1)
	}
	var r journal.Revision
	if err := json.Unmarshal(line, &r); err != nil {
		return fmt.Errorf("%w: line %d: %v", ErrDamaged, b.lines+1, err)
	}
	if err := b.checker.take(r); err != nil {
		return fmt.Errorf("line %d: %w", b.lines+1, err)
	}
	b.revisions = append(b.revisions, r)
	return nil
}

func (b *reading) end() error {
	switch {
	case b.Revisions > MaxRevisions:
		return ErrTooLarge
	case b.err != nil:
		return b.err
	case b.lines != b.Revisions+b.Photos:
		return fmt.Errorf("%w: %d lines for %d revisions and %d photos", ErrDamaged, b.lines, b.Revisions, b.Photos)
	case !maps.Equal(b.checker.counts(), b.Counts):
		return fmt.Errorf("%w: it holds %v, the header says %v", ErrDamaged, b.checker.counts(), b.Counts)
	}
	return nil
}

// lines reads a file line by line, and keeps no more than one of them.
type lines struct {
	r    *bufio.Reader
	line []byte // with its end; of a longer one than [MaxLine], a little more than that
	size int64
	cut  bool  // a line was too long, so that it is not the one that was written
	err  error // of the reader, or ErrTooLarge, or ErrDamaged for a last line without an end
}

func newLines(r io.Reader) *lines { return &lines{r: bufio.NewReaderSize(r, 64<<10)} }

// header reads the first line.
func (l *lines) header() (header, error) {
	if !l.next() && l.err == nil {
		return header{}, ErrNotBackup
	}
	h, err := readHeader(l.line)
	if l.err != nil && len(l.line) == 0 {
		err = l.err
	}
	return h, err
}

// next reads the next line, and tells whether there was one.
func (l *lines) next() bool {
	if l.err != nil {
		return false
	}
	l.line = l.line[:0]
	for {
		part, err := l.r.ReadSlice('\n')
		if l.size += int64(len(part)); len(l.line) <= MaxLine {
			l.line = append(l.line, part...)
		} else {
			l.cut = true
		}
		switch {
		case l.size > MaxFile:
			l.err = ErrTooLarge
		case err == nil:
			return true
		case err == bufio.ErrBufferFull:
			continue
		case err != io.EOF:
			l.err = err
		case len(l.line) > 0:
			l.err = fmt.Errorf("%w: cut short", ErrDamaged)
		}
		return false
	}
}
