package exchange

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"

	"trousse/internal/age"
	"trousse/internal/journal"
)

// Read reads a backup and checks it from end to end. What into wants of it is handed over as it was written, before it is
// known that the file is whole: it must be able to take all of it back when Read returns an error. To show first what a file
// holds, read it twice. The identities are tried on a sealed file. The errors are [ErrNotBackup], [ErrDamaged], [ErrNewer],
// [ErrTooLarge], [age.ErrKey] and [age.ErrWork], wrapped, or those of r and of into.
func Read(r io.Reader, into journal.Intake, ids ...age.Identity) (Summary, error) {
	file := &limited{r: r, left: MaxFile}
	in, by, err := unseal(file, ids)
	if err != nil {
		return Summary{}, file.reason(err)
	}
	t := &textIn{in: in, file: file, sum: sha256.New()}
	s, err := t.read(into)
	if err != nil {
		return Summary{}, err
	}
	s.ReadableBy, s.Size = by, file.n
	return s, nil
}

const bufferSize = 64 << 10

// unseal opens a file that is sealed.
func unseal(r io.Reader, ids []age.Identity) (in *bufio.Reader, by string, err error) {
	in = bufio.NewReaderSize(r, bufferSize)
	if !starts(in, "age-encryption.org/") {
		return in, Anyone, nil
	}
	by = ByKey
	if starts(in, "age-encryption.org/v1\n-> scrypt ") {
		by = ByPassphrase
	}
	plain, err := age.Decrypt(in, ids...)
	if err != nil {
		return nil, "", err
	}
	return bufio.NewReaderSize(plain, bufferSize), by, nil
}

func starts(in *bufio.Reader, with string) bool {
	b, _ := in.Peek(len(with))
	return string(b) == with
}

// limited is the file, of which no more than left is read.
type limited struct {
	r       io.Reader
	n, left int64
	failed  error // of r, or ErrTooLarge
}

func (l *limited) Read(b []byte) (int, error) {
	if l.left == 0 {
		if n, err := io.ReadFull(l.r, b[:min(1, len(b))]); n == 0 {
			return 0, l.fail(err)
		}
		return 0, l.fail(ErrTooLarge)
	}
	n, err := l.r.Read(b[:min(int64(len(b)), l.left)])
	l.n, l.left = l.n+int64(n), l.left-int64(n)
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
	n    int    // bytes that are no photos
	long []byte // a line that did not fit into the buffer of in
}

// line reads one line, with its end unless the text ends without one; nil at the end of the text. It is good until the
// next.
func (t *textIn) line() ([]byte, error) {
	t.long = t.long[:0]
	for {
		part, err := t.in.ReadSlice('\n')
		if len(t.long)+len(part) > MaxLine {
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
			if !bytes.HasPrefix(part, []byte(photoBegins)) {
				t.n += len(part)
			}
			if t.n > MaxText {
				return nil, ErrTooLarge
			}
			return part, nil
		case bufio.ErrBufferFull:
			t.long = append(t.long, part...)
		default:
			return nil, t.file.reason(err)
		}
	}
}

// anyHeader is the header with what versions 1 and 2 had in it.
type anyHeader struct {
	header
	trailer
}

func (t *textIn) read(into journal.Intake) (Summary, error) {
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
	body := &bodyIn{version: h.Version, check: newChecker(), into: into}
	end := &h.trailer
	if h.Version >= 3 {
		t.sum.Write(first)
		end, err = t.lines(body)
	} else {
		_, err = t.lines(body)
	}
	if err != nil {
		return Summary{}, err
	}
	switch {
	case end == nil:
		err = fmt.Errorf("%w: the end is missing", ErrDamaged)
	case end.SHA256 != hex.EncodeToString(t.sum.Sum(nil)):
		err = fmt.Errorf("%w: the bytes are not those that were written", ErrDamaged)
	case body.newer != nil:
		err = body.newer
	case end.Revisions != body.check.revisions || end.Erased != body.erased || end.Photos != body.photos || !maps.Equal(end.Counts, body.check.counts()):
		err = fmt.Errorf("%w: it holds %v, the end says %v", ErrDamaged, body.check.counts(), end.Counts)
	}
	if err != nil {
		return Summary{}, err
	}
	return h.summary(*end), nil
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
		if end := body.end(b); end != nil {
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

func readHeader(b []byte) (h anyHeader, err error) {
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
	version int
	check   *checker
	into    journal.Intake
	erased  int
	photos  int
	newer   error // what a later kit knows
	stop    bool  // into refused
}

// end reads the last line, or returns nil when it is another.
func (b *bodyIn) end(text []byte) *trailer {
	if b.version < 3 || !bytes.HasPrefix(text, []byte(endBegins)) || text[len(text)-1] != '\n' || depth(text) > MaxDepth {
		return nil
	}
	var l endLine
	if json.Unmarshal(text, &l) != nil {
		return nil
	}
	return &l.End
}

func (b *bodyIn) line(text []byte) error {
	if text[len(text)-1] != '\n' {
		return fmt.Errorf("%w: half a line", ErrDamaged)
	}
	if depth(text) > MaxDepth {
		return fmt.Errorf("%w: nested too deep", ErrDamaged)
	}
	switch {
	case bytes.HasPrefix(text, []byte(erasedBegins)):
		return b.gone(text)
	case bytes.HasPrefix(text, []byte(photoBegins)):
		return b.photo(text)
	}
	var r journal.Revision
	if err := json.Unmarshal(text, &r); err != nil {
		return fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	if b.check.revisions == MaxRevisions {
		return ErrTooLarge
	}
	if b.photos > 0 {
		return fmt.Errorf("%w: a revision after the photos", ErrDamaged)
	}
	if err := b.check.take(r); err != nil || b.into.Revision == nil {
		return err
	}
	return b.handed(b.into.Revision(r))
}

func (b *bodyIn) gone(text []byte) error {
	var l erasedLine
	err := json.Unmarshal(text, &l)
	if err == nil {
		_, err = journal.ParseDay(string(l.Erased.Day))
	}
	switch {
	case err != nil || b.version < 3 || !isID(l.Erased.ID) || b.check.revisions+b.photos > 0:
		return fmt.Errorf("%w: not what was erased", ErrDamaged)
	case b.erased == MaxErased:
		return ErrTooLarge
	}
	b.erased++
	if b.into.Erased == nil {
		return nil
	}
	return b.handed(b.into.Erased(l.Erased))
}

func (b *bodyIn) photo(text []byte) error {
	var l photoLine
	err := json.Unmarshal(text, &l)
	if err != nil || b.version < 2 || !isID(l.Photo) || len(l.JPEG) == 0 || len(l.JPEG) > journal.MaxPhotoSize {
		return fmt.Errorf("%w: not a photo", ErrDamaged)
	}
	b.photos++
	if b.into.Photo == nil {
		return nil
	}
	return b.handed(b.into.Photo(l.Photo, l.JPEG))
}

// handed notes that whoever takes the backup in refused.
func (b *bodyIn) handed(err error) error {
	b.stop = err != nil
	return err
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
