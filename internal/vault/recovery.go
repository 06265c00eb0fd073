package vault

import (
	"crypto/rand"
	"fmt"
	"strings"

	"trousse/internal/age"
)

// Recovery is the secret behind the printed recovery code: 140 random bits.
type Recovery [18]byte

// A code is seven groups of five characters. The fifth of each checks the other four and the group's place: whatever
// single character is misread, or two neighbours or two groups are swapped, it tells which group to look at again.
const (
	groups    = 7
	groupSize = 5
	codeBits  = groups * (groupSize - 1) * 5
)

// digits are Crockford's: no I, L, O or U, which are taken for others.
const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// NewRecovery makes a random secret.
func NewRecovery() Recovery {
	var r Recovery
	rand.Read(r[:])
	r[len(r)-1] &^= 1<<(len(r)*8-codeBits) - 1
	return r
}

// IsZero tells whether there is no secret at all.
func (r Recovery) IsZero() bool { return r == Recovery{} }

// String is the code, to be printed: 7K2MQ-….
func (r Recovery) String() string {
	var b strings.Builder
	for g := range groups {
		if g > 0 {
			b.WriteByte('-')
		}
		var group [groupSize - 1]byte
		for i := range group {
			group[i] = r.digit(g*len(group) + i)
			b.WriteByte(digits[group[i]])
		}
		b.WriteByte(digits[check(g, group)])
	}
	return b.String()
}

// digit is the i-th five bits.
func (r Recovery) digit(i int) (d byte) {
	for bit := i * 5; bit < i*5+5; bit++ {
		d = d<<1 | r[bit/8]>>(7-bit%8)&1
	}
	return d
}

// CodeError tells what is wrong with a recovery code that was typed.
type CodeError struct {
	Length int   // characters that count, when they are not as many as they should be
	Groups []int // that do not add up, from 1
}

func (e *CodeError) Error() string {
	if e.Length != 0 {
		return fmt.Sprintf("a recovery code of %d characters, not %d", e.Length, groups*groupSize)
	}
	return fmt.Sprintf("groups %v of the recovery code do not add up", e.Groups)
}

// ParseRecovery reads a code as it was typed: in capitals or not, with any spaces, hyphens and dots, with O for 0, I or
// L for 1 and U for V. It returns a [CodeError] for what cannot be one.
func ParseRecovery(typed string) (Recovery, error) {
	var r Recovery
	var read []byte
	for _, c := range strings.ToUpper(typed) {
		switch c {
		case 'O':
			c = '0'
		case 'I', 'L':
			c = '1'
		case 'U':
			c = 'V'
		}
		if i := strings.IndexRune(digits, c); i >= 0 {
			read = append(read, byte(i))
		} else if !dropped(c) && c != '.' && c != '_' {
			read = append(read, 0xFF) // counts, and checks nowhere
		}
	}
	if len(read) != groups*groupSize {
		return Recovery{}, &CodeError{Length: max(len(read), 1)}
	}
	bad := &CodeError{}
	bit := 0
	for g := range groups {
		group := [groupSize - 1]byte(read[g*groupSize:])
		sound := read[g*groupSize+groupSize-1] == check(g, group)
		for _, d := range group {
			sound = sound && d < 32
			for i := 4; i >= 0; i-- {
				r[bit/8] |= d >> i & 1 << (7 - bit%8)
				bit++
			}
		}
		if !sound {
			bad.Groups = append(bad.Groups, g+1)
		}
	}
	if bad.Groups != nil {
		return Recovery{}, bad
	}
	return r, nil
}

// check is the check digit of a group: its digits times different powers of x in the field of 32 elements, and a
// constant of its place.
func check(g int, group [groupSize - 1]byte) byte {
	sum := byte(g + 1)
	for i, d := range group {
		for range i + 1 {
			d <<= 1
			if d&32 != 0 {
				d ^= 0b100101 // x⁵ + x² + 1
			}
		}
		sum ^= d
	}
	return sum & 31
}

// Identity is the key of the backups that are made for this code. Its text, to be printed beside the code, opens them without
// the kit, in the age tool.
func (r Recovery) Identity() age.Key { return age.Key(derive(r[:], "trousse/backup/x25519/v1", nil)) }

// ParseIdentity reads what opens a backup as it was typed: a recovery code, or the text of its [Recovery.Identity]. It
// returns a [CodeError] for what is neither.
func ParseIdentity(typed string) (age.Key, error) {
	if k, err := age.ParseKey(typed); err == nil {
		return k, nil
	}
	r, err := ParseRecovery(typed)
	return r.Identity(), err
}
