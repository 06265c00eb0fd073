package age

import (
	"crypto/cipher"
	"errors"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
)

const (
	chunkSize = 64 << 10
	tagSize   = chacha20poly1305.Overhead
)

// errOver is returned for writes after Close.
var errOver = errors.New("written after its end")

// stream seals or opens one chunk after the other: the nonce counts them, and tells the last.
type stream struct {
	aead  cipher.AEAD
	nonce [chacha20poly1305.NonceSize]byte
}

func newStream(fileKey, salt []byte) stream {
	aead, err := chacha20poly1305.New(hkdf(fileKey, salt, "payload"))
	if err != nil {
		panic(err) // the key has the right length
	}
	return stream{aead: aead}
}

// next counts a chunk. 2⁸⁸ of them never come.
func (s *stream) next() {
	for i := len(s.nonce) - 2; i >= 0; i-- {
		if s.nonce[i]++; s.nonce[i] != 0 {
			return
		}
	}
}

func (s *stream) last() { s.nonce[len(s.nonce)-1] = 1 }

// Writer seals what is written to it.
type Writer struct {
	stream
	dst     io.Writer
	buf     []byte // of the chunk to come: sealed only when there is more, for the last is sealed otherwise
	err     error
	written witness
}

// Write implements [io.Writer].
func (w *Writer) Write(b []byte) (n int, err error) {
	for w.err == nil && n < len(b) {
		if len(w.buf) == chunkSize {
			w.flush()
			w.next()
			continue
		}
		if w.buf == nil {
			w.buf = make([]byte, 0, chunkSize+tagSize)
		}
		take := min(len(b)-n, chunkSize-len(w.buf))
		w.buf = append(w.buf, b[n:n+take]...)
		n += take
	}
	return n, w.err
}

// Close ends the file. It does not close what the file is written to.
func (w *Writer) Close() error {
	if w.err == nil {
		w.last()
		w.flush()
	}
	if w.err != nil {
		return w.err
	}
	w.err = errOver
	return nil
}

func (w *Writer) flush() {
	_, w.err = w.dst.Write(w.aead.Seal(w.buf[:0], w.nonce[:], w.buf, nil))
	w.buf = w.buf[:0]
}

// Reopen is the identity that opens this one file, to check it without anybody's key: the file holds the very stanza
// that was made for its recipient, and everything in it is as it was written.
func (w *Writer) Reopen() Identity { return w.written }

// reader opens what it reads.
type reader struct {
	stream
	src   *input
	chunk [chunkSize + tagSize]byte
	plain []byte // of chunk, not handed over yet
	some  bool   // a chunk was opened
	err   error
}

// Read implements [io.Reader].
func (r *reader) Read(b []byte) (int, error) {
	for len(r.plain) == 0 {
		if r.err != nil {
			return 0, r.err
		}
		r.plain, r.err = r.open()
	}
	n := copy(b, r.plain)
	r.plain = r.plain[n:]
	return n, nil
}

// open opens the next chunk. The error comes with the last.
func (r *reader) open() ([]byte, error) {
	n, err := io.ReadFull(r.src, r.chunk[:])
	if r.src.failed != nil {
		return nil, r.src.failed
	}
	sealed, whole := r.chunk[:n], err == nil
	if whole && r.src.more() { // more follows: this is not the last
		plain, err := r.aead.Open(sealed[:0], r.nonce[:], sealed, nil)
		if err != nil {
			return nil, fmt.Errorf("%w: it was changed", ErrDamaged)
		}
		r.next()
		r.some = true
		return plain, nil
	}
	if r.src.failed != nil {
		return nil, r.src.failed
	}
	r.last()
	plain, err := r.aead.Open(sealed[:0], r.nonce[:], sealed, nil)
	if err != nil || len(plain) == 0 && r.some {
		return nil, fmt.Errorf("%w: it was changed, or ends too early", ErrDamaged)
	}
	return plain, io.EOF
}
