package age

import (
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"strings"

	"filippo.io/edwards25519/field"
	"golang.org/x/crypto/chacha20poly1305"
)

const (
	x25519Kind = "X25519"
	x25519Info = "age-encryption.org/v1/X25519"

	// KeySize is the length of an X25519 key.
	KeySize = 32

	keyPrefix       = "age-secret-key-"
	recipientPrefix = "age"
)

// ErrText is returned for a key that was not written so.
var ErrText = errors.New("not an age key")

// Key is a private key. Its text, AGE-SECRET-KEY-1…, is all that the tool needs to open what is sealed for its
// recipient.
type Key [KeySize]byte

// Recipient is the public half of a [Key].
type Recipient [KeySize]byte

// NewKey makes a random key.
func NewKey() (k Key) {
	rand.Read(k[:])
	return k
}

// ParseKey reads the text of a key, in capitals or not, with what spaces there may be.
func ParseKey(text string) (k Key, err error) {
	return k, parse(text, keyPrefix, k[:])
}

// ParseRecipient reads the text of a recipient.
func ParseRecipient(text string) (r Recipient, err error) {
	return r, parse(text, recipientPrefix, r[:])
}

func parse(text, prefix string, into []byte) error {
	got, b, err := decodeBech32(strings.ToLower(strings.Join(strings.Fields(text), "")))
	if err != nil || got != prefix || len(b) != len(into) {
		return ErrText
	}
	copy(into, b)
	return nil
}

func (k Key) String() string { return strings.ToUpper(encodeBech32(keyPrefix, k[:])) }

func (r Recipient) String() string { return encodeBech32(recipientPrefix, r[:]) }

// Recipient is whom to seal for, so that the key opens it.
func (k Key) Recipient() Recipient { return Recipient(x25519(k[:], basepoint)) }

func (r Recipient) wrap(fileKey []byte) (stanza, error) {
	once := NewKey()
	share := once.Recipient()
	key, err := sharedKey(once[:], r[:], share, r)
	if err != nil {
		return stanza{}, fmt.Errorf("%w: a recipient that no key has", ErrText)
	}
	return stanza{args: []string{x25519Kind, b64.EncodeToString(share[:])}, body: seal(key, fileKey)}, nil
}

func (k Key) unwrap(s stanza) ([]byte, error) {
	if s.kind() != x25519Kind {
		return nil, ErrKey
	}
	if len(s.args) != 2 || len(s.body) != keySize+tagSize {
		return nil, fmt.Errorf("%w: stanza", ErrDamaged)
	}
	share, err := decode(s.args[1])
	if err != nil || len(share) != KeySize {
		return nil, fmt.Errorf("%w: stanza", ErrDamaged)
	}
	key, err := sharedKey(k[:], share, Recipient(share), k.Recipient())
	if err != nil {
		return nil, fmt.Errorf("%w: stanza", ErrDamaged)
	}
	return unseal(key, s.body)
}

// sharedKey is the key that the secret scalar shares with the point, for what is sealed with that share for that
// recipient.
func sharedKey(scalar, point []byte, share, to Recipient) ([]byte, error) {
	shared := x25519(scalar, point)
	if subtle.ConstantTimeCompare(shared, make([]byte, KeySize)) == 1 {
		return nil, ErrKey // the point is one of the few that give everybody the same
	}
	return hkdf(shared, append(share[:], to[:]...), x25519Info), nil
}

// seal seals a file key under a key that is used only once.
func seal(key, fileKey []byte) []byte {
	aead, err := chacha20poly1305.New(key)
	if err != nil {
		panic(err) // the key has the right length
	}
	return aead.Seal(nil, make([]byte, chacha20poly1305.NonceSize), fileKey, nil)
}

func unseal(key, body []byte) ([]byte, error) {
	aead, err := chacha20poly1305.New(key)
	if err != nil {
		panic(err)
	}
	fileKey, err := aead.Open(nil, make([]byte, chacha20poly1305.NonceSize), body, nil)
	if err != nil {
		return nil, ErrKey
	}
	return fileKey, nil
}

var basepoint = append([]byte{9}, make([]byte, KeySize-1)...)

// x25519 multiplies a point of Curve25519, as RFC 7748 has it, in constant time. The standard library's own,
// crypto/ecdh, brings the other curves with it: 100 kB of the compressed program.
func x25519(scalar, point []byte) []byte {
	e := [KeySize]byte(scalar)
	e[0] &= 248
	e[31] = e[31]&127 | 64
	var x1, x2, z2, x3, z3, a, aa, b, bb, c, d field.Element
	if _, err := x1.SetBytes(point); err != nil {
		panic(err) // the point has the right length
	}
	x2.One()
	x3.Set(&x1)
	z3.One()
	swap := 0
	for i := 254; i >= 0; i-- {
		bit := int(e[i/8] >> (i % 8) & 1)
		x2.Swap(&x3, swap^bit)
		z2.Swap(&z3, swap^bit)
		swap = bit

		a.Add(&x2, &z2)
		aa.Square(&a)
		b.Subtract(&x2, &z2)
		bb.Square(&b)
		c.Add(&x3, &z3)
		d.Subtract(&x3, &z3)
		d.Multiply(&d, &a)
		c.Multiply(&c, &b)
		x3.Square(a.Add(&d, &c))
		z3.Multiply(&x1, z3.Square(a.Subtract(&d, &c)))
		x2.Multiply(&aa, &bb)
		b.Subtract(&aa, &bb)
		a.Mult32(&b, 121665)
		z2.Multiply(&b, a.Add(&a, &aa))
	}
	x2.Swap(&x3, swap)
	z2.Swap(&z3, swap)
	return x2.Multiply(&x2, z2.Invert(&z2)).Bytes()
}
