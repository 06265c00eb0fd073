package exchange

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"time"

	"trousse/internal/exchange/age"
	"trousse/internal/journal"
)

// Read reads a backup and checks it from end to end. Each, if not nil, is handed the revisions as they were written,
// every record's oldest first, before it is known that the file is whole: it must be able to take all of them back when
// Read returns an error. To show first what a file holds, read it twice. The identities are tried on a sealed file. The
// errors are [ErrNotBackup], [ErrDamaged], [ErrNewer], [ErrTooLarge], [age.ErrKey] and [age.ErrWork], wrapped, or those
// of r and of each.
func Read(r io.Reader, each func(journal.Revision) error, ids ...age.Identity) (Summary, error) {
	file := &limited{r: r, left: MaxFile}
	in, by, err := unpack(file, ids)
	if err != nil {
		return Summary{}, file.reason(err)
	}
	t := &textIn{in: in, file: file, sum: sha256.New()}
	s, err := t.read(each)
	if err != nil {
		return Summary{}, err
	}
	s.ReadableBy, s.Size = by, file.n
	return s, nil
}

// unpack takes the layers off.
func unpack(r io.Reader, ids []age.Identity) (in *bufio.Reader, by string, err error) {
	in, by = bufio.NewReaderSize(r, bufferSize), Anyone
	if starts(in, "age-encryption.org/") {
		by = ByKey
		if starts(in, "age-encryption.org/v1\n-> scrypt ") {
			by = ByPassphrase
		}
		plain, err := age.Decrypt(in, ids...)
		if err != nil {
			return nil, "", err
		}
		in = bufio.NewReaderSize(plain, bufferSize)
	}
	if starts(in, gzipMagic) {
		plain, err := gunzip(in)
		if err != nil {
			return nil, "", err
		}
		in = bufio.NewReaderSize(plain, bufferSize)
	}
	return in, by, nil
}

const bufferSize = 64 << 10

func starts(in *bufio.Reader, with string) bool {
	b, _ := in.Peek(len(with))
	return string(b) == with
}

// limited is the file, of which no more than left is read.
type limited struct {
	r       io.Reader
	n, left int
	failed  error // of r, or ErrTooLarge
}

func (l *limited) Read(b []byte) (int, error) {
	if l.left == 0 {
		if n, err := io.ReadFull(l.r, b[:min(1, len(b))]); n == 0 {
			return 0, l.fail(err)
		}
		return 0, l.fail(ErrTooLarge)
	}
	n, err := l.r.Read(b[:min(len(b), l.left)])
	l.n, l.left = l.n+n, l.left-n
	return n, l.fail(err)
}

func (l *limited) fail(err error) error {
	if err != nil && err != io.EOF {
		l.failed = err
	}
	return err
}

// reason is why reading the file failed, in the words of this package.
func (l *limited) reason(err error) error {
	switch {
	case l.failed != nil:
		return l.failed
	case errors.Is(err, age.ErrFormat):
		return fmt.Errorf("%w: %w", ErrNotBackup, err)
	case errors.Is(err, age.ErrNewer):
		return fmt.Errorf("%w: %w", ErrNewer, err)
	case errors.Is(err, age.ErrKey), errors.Is(err, age.ErrWork), errors.Is(err, ErrTooLarge):
		return err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// textIn is the lines as they are read.
type textIn struct {
	in   *bufio.Reader
	file *limited
	sum  hash.Hash
	n    int    // bytes
	long []byte // a line that did not fit into the buffer of in
}

// line reads one line, with its end unless the text ends without one; nil at the end of the text. It is good until the
// next.
func (t *textIn) line() ([]byte, error) {
	t.long = t.long[:0]
	for {
		part, err := t.in.ReadSlice('\n')
		if t.n += len(part); t.n > MaxText || len(t.long)+len(part) > MaxLine {
			return nil, ErrTooLarge
		}
		switch err {
		case nil, io.EOF:
			if len(t.long) > 0 {
				part = append(t.long, part...)
				t.long = part
			}
			if len(part) == 0 {
				return nil, nil
			}
			return part, nil
		case bufio.ErrBufferFull:
			t.long = append(t.long, part...)
		default:
			return nil, t.file.reason(err)
		}
	}
}

// oldHeader is the header with what version 1 had in it.
type oldHeader struct {
	header
	trailer
}

func (t *textIn) read(each func(journal.Revision) error) (Summary, error) {
	first, err := t.line()
	if errors.Is(err, ErrTooLarge) {
		err = ErrNotBackup
	}
	if err != nil {
		return Summary{}, err
	}
	h, err := readHeader(first)
	if err != nil {
		return Summary{}, err
	}
	if h.Version > 1 {
		t.sum.Write(first)
	}
	body := &bodyIn{check: newChecker(), each: each}
	end := &h.trailer
	if h.Version > 1 {
		end, err = t.lines(body)
	} else {
		_, err = t.lines(body)
	}
	if err != nil {
		return Summary{}, err
	}
	switch sum := t.sum.Sum(nil); {
	case end == nil:
		err = fmt.Errorf("%w: the end is missing", ErrDamaged)
	case end.SHA256 != hex.EncodeToString(sum):
		err = fmt.Errorf("%w: the bytes are not those that were written", ErrDamaged)
	case body.newer != nil:
		err = body.newer
	case end.Revisions != body.check.revisions || end.Erased != len(body.erased) || !maps.Equal(end.Counts, body.check.counts()):
		err = fmt.Errorf("%w: it holds %v, the end says %v", ErrDamaged, body.check.counts(), end.Counts)
	}
	if err != nil {
		return Summary{}, err
	}
	return Summary{Made: h.Made, Vault: h.Vault, Counts: end.Counts, Revisions: end.Revisions, Erased: body.erased}, nil
}

// lines reads the lines up to the end of the text. A line that says how it ends must be the last. After what looks newer
// the rest is only read on: when the hash is wrong as well, the file was damaged, whatever it looked like.
func (t *textIn) lines(body *bodyIn) (*trailer, error) {
	for n := 2; ; n++ {
		b, err := t.line()
		if err != nil {
			return nil, err
		}
		if b == nil {
			return nil, nil
		}
		if end := readEnd(b); end != nil {
			if more, err := t.line(); err != nil || more != nil {
				return nil, t.after(err)
			}
			return end, nil
		}
		t.sum.Write(b)
		if body.newer != nil {
			continue
		}
		err = body.line(b)
		if err != nil && !body.stop {
			err = fmt.Errorf("line %d: %w", n, err)
			if errors.Is(err, ErrNewer) {
				body.newer, err = err, nil
			}
		}
		if err != nil {
			return nil, err
		}
	}
}

func (t *textIn) after(err error) error {
	if err == nil {
		err = fmt.Errorf("%w: there is more after the end", ErrDamaged)
	}
	return err
}

// readEnd reads the last line, or returns nil when it is another.
func readEnd(b []byte) *trailer {
	const begins = `{"end":`
	if len(b) < len(begins) || string(b[:len(begins)]) != begins || b[len(b)-1] != '\n' || depth(b) > MaxDepth {
		return nil
	}
	var l line
	if json.Unmarshal(b, &l) != nil {
		return nil
	}
	return l.End
}

func readHeader(b []byte) (h oldHeader, err error) {
	if depth(b) > MaxDepth {
		return h, ErrNotBackup
	}
	// The format and the version alone decide whether the rest of the header can be understood.
	var what struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if err := json.Unmarshal(b, &what); err != nil || what.Format != format {
		return h, ErrNotBackup
	}
	if what.Version > Version {
		return h, ErrNewer
	}
	if err := json.Unmarshal(b, &h); err != nil {
		return h, fmt.Errorf("%w: header: %v", ErrDamaged, err)
	}
	if h.Version < 1 || h.Made.IsZero() || b[len(b)-1] != '\n' {
		return h, fmt.Errorf("%w: header", ErrDamaged)
	}
	return h, nil
}

// bodyIn is what the lines hold.
type bodyIn struct {
	check  *checker
	each   func(journal.Revision) error
	erased []journal.Erased
	newer  error // what a later kit knows
	stop   bool  // each refused
}

func (b *bodyIn) line(text []byte) error {
	if text[len(text)-1] != '\n' {
		return fmt.Errorf("%w: half a line", ErrDamaged)
	}
	if depth(text) > MaxDepth {
		return fmt.Errorf("%w: nested too deep", ErrDamaged)
	}
	var l struct {
		line
		journal.Revision
	}
	if err := json.Unmarshal(text, &l); err != nil {
		return fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	if e := l.Erased; e != nil {
		_, err := time.Parse(time.DateOnly, string(e.Day))
		switch {
		case err != nil || !isID(e.ID) || b.check.revisions > 0:
			return fmt.Errorf("%w: not what was erased", ErrDamaged)
		case len(b.erased) == MaxErased:
			return ErrTooLarge
		}
		b.erased = append(b.erased, *e)
		return nil
	}
	if b.check.revisions == MaxRevisions {
		return ErrTooLarge
	}
	if err := b.check.take(l.Revision); err != nil {
		return err
	}
	if b.each == nil {
		return nil
	}
	if err := b.each(l.Revision); err != nil {
		b.stop = true
		return err
	}
	return nil
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
