package age

import (
	"crypto/rand"
	"fmt"
	"strconv"

	"golang.org/x/crypto/scrypt"
)

const (
	scryptKind = "scrypt"
	scryptSalt = "age-encryption.org/v1/scrypt"
	scryptBits = 16 * 8
)

// The work factors of passphrases: each more doubles time and memory, which is 2^factor KiB.
const (
	DefaultWork = 16 // 64 MiB
	minWork     = 10 // of what is written here
	MaxWork     = 18 // 256 MiB: what the tool itself writes. More is not for a browser.
)

// Passphrase seals and opens with a passphrase, exactly as it is: the tool asks for it letter by letter. A file for a
// passphrase is for nobody else.
type Passphrase struct {
	Text string
	Work int // factor for sealing; 0: DefaultWork
}

func (p Passphrase) wrap(fileKey []byte) (stanza, error) {
	work := p.Work
	if work == 0 {
		work = DefaultWork
	}
	if work < minWork || work > MaxWork {
		return stanza{}, ErrWork
	}
	salt := make([]byte, scryptBits/8)
	rand.Read(salt)
	key, err := p.key(salt, work)
	if err != nil {
		return stanza{}, err
	}
	return stanza{args: []string{scryptKind, b64.EncodeToString(salt), strconv.Itoa(work)}, body: seal(key, fileKey)}, nil
}

func (p Passphrase) unwrap(s stanza) ([]byte, error) {
	if s.kind() != scryptKind {
		return nil, ErrKey
	}
	if len(s.args) != 3 || len(s.body) != keySize+tagSize {
		return nil, fmt.Errorf("%w: stanza", ErrDamaged)
	}
	salt, err := decode(s.args[1])
	if err != nil || len(salt) != scryptBits/8 {
		return nil, fmt.Errorf("%w: stanza", ErrDamaged)
	}
	work, err := strconv.Atoi(s.args[2])
	if err != nil || strconv.Itoa(work) != s.args[2] || work < 1 {
		return nil, fmt.Errorf("%w: stanza", ErrDamaged)
	}
	if work > MaxWork {
		return nil, ErrWork
	}
	key, err := p.key(salt, work)
	if err != nil {
		return nil, err
	}
	return unseal(key, s.body)
}

func (p Passphrase) key(salt []byte, work int) ([]byte, error) {
	return scrypt.Key([]byte(p.Text), append([]byte(scryptSalt), salt...), 1<<work, 8, 1, chachaKey)
}

const chachaKey = 32
