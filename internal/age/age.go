// Package age writes and opens files in the age format, version 1 (c2sp.org/age), so that what the kit seals is opened
// by the tool of that name as well, on any computer and for as long as it is around. It knows the two ways to a file
// that the kit uses: an X25519 key ([Key], for [Recipient]) and a passphrase ([Passphrase]).
//
// It is written afresh because of the browser: filippo.io/age v1.3.2 adds 293 kB to the compressed program, and v1.2.1
// 237 kB, with curves and key exchanges that the kit has no use for; this package adds 36 kB. The ciphers are not of our
// making; the container around them is, and is checked against that tool.
//
// A file is a stream: neither side holds more of it than one chunk of 64 KiB. What [Decrypt] hands over is authentic,
// but whether it is whole is known at its end only.
package age

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
)

// The errors of opening. Others are the reader's own.
var (
	ErrFormat  = errors.New("not an age file")
	ErrNewer   = errors.New("an age file of a later version")
	ErrDamaged = errors.New("the age file is damaged")
	ErrWork    = errors.New("the passphrase of the age file takes too much work")
	ErrKey     = errors.New("the age file is for another key")
)

// KeyError is [ErrKey] for a file that none of the identities opens.
type KeyError struct {
	Passphrase bool // it is for a passphrase, else for keys
}

func (e *KeyError) Error() string { return ErrKey.Error() }

// Unwrap makes a KeyError an [ErrKey].
func (e *KeyError) Unwrap() error { return ErrKey }

const (
	keySize     = 16 // of a file's own key
	macSize     = sha256.Size
	payloadSalt = 16
)

// To is whom a file is for: a [Recipient] or a [Passphrase].
type To interface {
	// wrap makes the stanza that gives the file key.
	wrap(fileKey []byte) (stanza, error)
}

// Identity is who opens a file: a [Key], a [Passphrase], or what [Writer.Reopen] gives.
type Identity interface {
	// unwrap finds the file key in a stanza. It returns [ErrKey] for one that is not for this identity.
	unwrap(s stanza) ([]byte, error)
}

// Encrypt starts a file. What is written to the writer is sealed; Close ends the file and must be called.
func Encrypt(dst io.Writer, to To) (*Writer, error) {
	fileKey := make([]byte, keySize)
	rand.Read(fileKey)
	s, err := to.wrap(fileKey)
	if err != nil {
		return nil, err
	}
	h := header{stanzas: []stanza{s}}
	salt := make([]byte, payloadSalt)
	rand.Read(salt)
	for _, b := range [][]byte{h.marshal(fileKey), salt} {
		if _, err := dst.Write(b); err != nil {
			return nil, err
		}
	}
	return &Writer{stream: newStream(fileKey, salt), dst: dst, written: witness{s, fileKey}}, nil
}

// Decrypt opens a file for the first identity that fits. What is read from the reader is authentic; a cut file is
// [ErrDamaged] at the cut.
func Decrypt(src io.Reader, ids ...Identity) (io.Reader, error) {
	in := &input{src: src}
	h, err := readHeader(in)
	if err != nil {
		return nil, err
	}
	fileKey, err := h.open(ids)
	if err != nil {
		return nil, err
	}
	salt := make([]byte, payloadSalt)
	if err := in.full(salt); err != nil {
		return nil, err
	}
	return &reader{stream: newStream(fileKey, salt), src: in}, nil
}

// open finds the file key, and checks the header with it.
func (h *header) open(ids []Identity) ([]byte, error) {
	passphrase := len(h.stanzas) == 1 && h.stanzas[0].kind() == scryptKind
	for _, s := range h.stanzas {
		if s.kind() == scryptKind && !passphrase {
			return nil, fmt.Errorf("%w: a passphrase among others", ErrDamaged)
		}
		for _, id := range ids {
			fileKey, err := id.unwrap(s)
			if errors.Is(err, ErrKey) {
				continue
			}
			if err == nil && !hmac.Equal(h.mac, headerMAC(fileKey, h.signed)) {
				err = fmt.Errorf("%w: header", ErrDamaged)
			}
			return fileKey, err
		}
	}
	return nil, &KeyError{Passphrase: passphrase}
}

// witness opens the one file that it saw written: it holds the file's key, and knows the stanza that gives it to others.
type witness struct {
	stanza  stanza
	fileKey []byte
}

func (w witness) unwrap(s stanza) ([]byte, error) {
	if !s.equal(w.stanza) {
		return nil, ErrKey
	}
	return w.fileKey, nil
}

func headerMAC(fileKey, signed []byte) []byte {
	h := hmac.New(sha256.New, hkdf(fileKey, nil, "header"))
	h.Write(signed)
	return h.Sum(nil)
}

// hkdf is HKDF-SHA-256 (RFC 5869) to 32 bytes.
func hkdf(secret, salt []byte, info string) []byte {
	if salt == nil {
		salt = make([]byte, sha256.Size)
	}
	h := hmac.New(sha256.New, salt)
	h.Write(secret)
	h = hmac.New(sha256.New, h.Sum(nil))
	h.Write([]byte(info))
	h.Write([]byte{1})
	return h.Sum(nil)
}
