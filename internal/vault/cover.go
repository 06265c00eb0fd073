package vault

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"strings"
)

// Cover is the mark of a short number that covers the screen of a kit that stays open underneath. It keeps a glance away, and
// nobody who takes the device: whoever can read the mark finds the number at once.
type Cover string

// What a number may measure, in digits.
const (
	MinCover = 4
	MaxCover = 8
)

// NewCover is the mark of a number, or nothing for what is none.
func NewCover(number string) Cover {
	number, ok := coverDigits(number)
	if !ok {
		return ""
	}
	salt := make([]byte, 8)
	rand.Read(salt)
	return coverOf(number, salt)
}

func coverOf(number string, salt []byte) Cover {
	return Cover(hex.EncodeToString(salt) + hex.EncodeToString(derive([]byte(number), "trousse/cover/v1", salt)[:8]))
}

// Opens tells whether the mark is that of the number.
func (c Cover) Opens(number string) bool {
	mark, err := hex.DecodeString(string(c))
	number, ok := coverDigits(number)
	return err == nil && ok && len(mark) == 16 && bytes.Equal([]byte(coverOf(number, mark[:8])), []byte(c))
}

// coverDigits reads a number as it was typed, with any spaces.
func coverDigits(number string) (string, bool) {
	number = strings.Join(strings.Fields(number), "")
	return number, len(number) >= MinCover && len(number) <= MaxCover && strings.Trim(number, "0123456789") == ""
}
