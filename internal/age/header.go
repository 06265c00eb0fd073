package age

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"slices"
	"strings"
)

const (
	magic       = "age-encryption.org/"
	version     = magic + "v1"
	stanzaMark  = "-> "
	footerMark  = "---"
	columns     = 64
	maxHeader   = 64 << 10 // bytes
	maxStanzas  = 32
	maxArgument = 20
)

var b64 = base64.RawStdEncoding.Strict()

// stanza is one way to the file key.
type stanza struct {
	args []string // its kind first
	body []byte
}

func (s stanza) kind() string { return s.args[0] }

func (s stanza) equal(o stanza) bool {
	return slices.Equal(s.args, o.args) && bytes.Equal(s.body, o.body)
}

// header is what comes before the payload.
type header struct {
	stanzas []stanza
	signed  []byte // as it was read, up to its code
	mac     []byte
}

// marshal writes the header, signed with the file key.
func (h *header) marshal(fileKey []byte) []byte {
	var b bytes.Buffer
	b.WriteString(version + "\n")
	for _, s := range h.stanzas {
		b.WriteString(stanzaMark + strings.Join(s.args, " ") + "\n")
		text := b64.EncodeToString(s.body)
		for len(text) >= columns {
			b.WriteString(text[:columns] + "\n")
			text = text[columns:]
		}
		b.WriteString(text + "\n") // shorter than the others, if only empty: that ends it
	}
	b.WriteString(footerMark)
	mac := headerMAC(fileKey, b.Bytes())
	b.WriteString(" " + b64.EncodeToString(mac) + "\n")
	return b.Bytes()
}

// readHeader reads a header. Nothing in it is believed yet.
func readHeader(in *input) (*header, error) {
	first, err := in.line()
	switch {
	case err != nil || !strings.HasPrefix(first, magic):
		if in.failed != nil {
			return nil, in.failed
		}
		return nil, ErrFormat
	case first != version:
		return nil, ErrNewer
	}
	h := &header{}
	for {
		line, err := in.line()
		if err != nil {
			return nil, err
		}
		if code, ok := strings.CutPrefix(line, footerMark+" "); ok {
			h.signed = in.seen[:len(in.seen)-len(line)-1+len(footerMark)]
			h.mac, err = decode(code)
			if err != nil || len(h.mac) != macSize || len(h.stanzas) == 0 {
				return nil, fmt.Errorf("%w: end of header", ErrDamaged)
			}
			return h, nil
		}
		args, ok := strings.CutPrefix(line, stanzaMark)
		s := stanza{args: strings.Split(args, " ")}
		if !ok || len(h.stanzas) == maxStanzas || len(s.args) > maxArgument || slices.ContainsFunc(s.args, notWord) {
			return nil, fmt.Errorf("%w: header", ErrDamaged)
		}
		if s.body, err = in.body(); err != nil {
			return nil, err
		}
		h.stanzas = append(h.stanzas, s)
	}
}

// notWord tells what cannot be an argument: nothing, or anything but visible ASCII.
func notWord(s string) bool {
	return s == "" || strings.IndexFunc(s, func(r rune) bool { return r < '!' || r > '~' }) >= 0
}

// decode reads base64, of which there is one way to write anything: the library passes over line ends.
func decode(text string) ([]byte, error) {
	b, err := b64.DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return nil, fmt.Errorf("%w: header", ErrDamaged)
	}
	return b, nil
}

// input reads a header in lines, and what comes after it as it is.
type input struct {
	src    io.Reader
	own    [4 << 10]byte
	buf    []byte // read from src into own, and not used yet
	seen   []byte // the header so far
	failed error  // of src, io.EOF apart
}

// more has at least one byte in buf, unless src is at its end.
func (in *input) more() bool {
	if len(in.buf) > 0 {
		return true
	}
	for {
		n, err := in.src.Read(in.own[:])
		if n > 0 {
			in.buf = in.own[:n]
			return true
		}
		if err != nil {
			if err != io.EOF {
				in.failed = err
			}
			return false
		}
	}
}

// line reads one line of the header, without its end.
func (in *input) line() (string, error) {
	start := len(in.seen)
	for in.more() {
		n := bytes.IndexByte(in.buf, '\n') + 1
		whole := n > 0
		if !whole {
			n = len(in.buf)
		}
		in.seen = append(in.seen, in.buf[:n]...)
		in.buf = in.buf[n:]
		if len(in.seen) > maxHeader {
			return "", fmt.Errorf("%w: too large a header", ErrDamaged)
		}
		if whole {
			return string(in.seen[start : len(in.seen)-1]), nil
		}
	}
	return "", in.cut()
}

// body reads the body of a stanza.
func (in *input) body() ([]byte, error) {
	var text strings.Builder
	for {
		line, err := in.line()
		if err != nil {
			return nil, err
		}
		text.WriteString(line)
		if len(line) < columns {
			return decode(text.String())
		}
		if len(line) > columns {
			return nil, fmt.Errorf("%w: stanza", ErrDamaged)
		}
	}
}

// Read reads what comes after the header.
func (in *input) Read(b []byte) (int, error) {
	if len(in.buf) > 0 {
		n := copy(b, in.buf)
		in.buf = in.buf[n:]
		return n, nil
	}
	n, err := in.src.Read(b)
	if err != nil && err != io.EOF {
		in.failed = err
	}
	return n, err
}

// full fills b, or returns [ErrDamaged] when the file ends before.
func (in *input) full(b []byte) error {
	if _, err := io.ReadFull(in, b); err != nil {
		return in.cut()
	}
	return nil
}

// cut is why a file ended too early.
func (in *input) cut() error {
	if in.failed != nil {
		return in.failed
	}
	return fmt.Errorf("%w: it ends too early", ErrDamaged)
}
