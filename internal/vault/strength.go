package vault

import (
	"crypto/rand"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"unicode"
)

// Suggest makes a passphrase of so many words of a list, each drawn at random with the others' chances, and says how
// many bits it is worth. Words are parted by spaces, which need not be typed.
func Suggest(list []string, count int) (passphrase string, bits float64) {
	words := make([]string, count)
	for i := range words {
		words[i] = list[draw(len(list))]
	}
	return strings.Join(words, " "), float64(count) * math.Log2(float64(len(list)))
}

// draw is a random number under n, each with the same chance.
func draw(n int) int {
	for {
		var b [4]byte
		rand.Read(b[:])
		x := int(binary.BigEndian.Uint32(b[:]) >> 1)
		if x < 1<<31/n*n { // else the first numbers would come more often
			return x % n
		}
	}
}

// SuggestedWords is how many words are suggested: five of 1,296 are 51.7 bits.
const SuggestedWords = 5

// Level says how a passphrase holds against somebody who took the device's files and has many machines.
type Level int

// The levels. At [DefaultCost] ten good graphics cards try some 2⁴⁰ passphrases in a year.
const (
	Weak   Level = iota // found in less than a year
	Fair                // from 40 bits: found in years
	Strong              // from 50 bits: in centuries
)

const (
	fairBits   = 40
	strongBits = 50
)

// Reason says what makes a passphrase weaker than it looks. The screens hold one sentence for each.
type Reason string

// The reasons.
const (
	TooShort Reason = "short"    // fewer than [MinPassphrase] characters that count
	Common   Reason = "common"   // the first that anybody tries
	Sequence Reason = "sequence" // follows the alphabet, the digits or the keyboard
	Repeated Reason = "repeated" // the same again
	Known    Reason = "known"    // a name that others know
	Dated    Reason = "date"     // a year
	FewWords Reason = "few"      // otherwise sound: more words would do
)

// Strength is an estimate of what a passphrase is worth.
type Strength struct {
	Level   Level
	Bits    int
	Reasons []Reason // none when it is strong
}

// Estimate says how strong a passphrase is, from what it is made of: words, single letters, digits, signs. It knows no
// dictionary: a word of any kind is worth as much as one of the suggested. Known are names that others know: of the
// business, of whoever uses the kit.
func Estimate(p Passphrase, known ...string) Strength {
	e := estimate{seen: make(map[string]bool)}
	for _, k := range known {
		for _, word := range pieces(k) {
			if len(word) >= minWord {
				e.known = append(e.known, word)
			}
		}
	}
	whole := Fold(string(p))
	all := pieces(string(p))
	for _, piece := range all {
		e.add(piece)
	}
	bits := int(e.bits)
	switch {
	case p.Check() == ErrShort:
		e.why(TooShort)
		bits = min(bits, fairBits-1)
	case isCommon(whole):
		e.reasons, bits = nil, 1
		e.why(Common)
	}
	s := Strength{Bits: bits, Reasons: e.reasons}
	switch {
	case bits >= strongBits:
		s.Level, s.Reasons = Strong, nil
	case bits >= fairBits:
		s.Level = Fair
	}
	if s.Level != Strong && s.Reasons == nil {
		s.Reasons = []Reason{FewWords}
	}
	return s
}

// pieces cuts a passphrase into words, numbers and single signs, each folded.
func pieces(s string) (all []string) {
	var piece []rune
	var of int
	end := func() {
		if len(piece) > 0 {
			if f := Fold(string(piece)); f != "" {
				all = append(all, f)
			}
		}
		piece = nil
	}
	for _, r := range s {
		kind := 0
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			kind = 1
		case unicode.IsDigit(r):
			kind = 2
		}
		if kind != of || kind == 0 {
			end()
		}
		of, piece = kind, append(piece, r)
	}
	end()
	return all
}

type estimate struct {
	bits    float64
	reasons []Reason
	seen    map[string]bool
	known   []string
}

func (e *estimate) why(r Reason) {
	if !slices.Contains(e.reasons, r) {
		e.reasons = append(e.reasons, r)
	}
}

// What pieces are worth, in bits.
const (
	wordBits   = 10.3 // one of the suggested
	longBits   = 1.5  // each letter of a word past the eighth: the suggested ones have no more
	letterBits = 4.0  // of what is no word
	digitBits  = 3.3
	signBits   = 4.0
	yearBits   = 6.0
	trickBits  = 3.0 // a sequence, or what was there before
)

const (
	minWord  = 3 // letters
	longWord = 8
)

func (e *estimate) add(piece string) {
	n := float64(len([]rune(piece)))
	first := []rune(piece)[0]
	switch {
	case e.seen[piece] || n >= minWord && strings.Count(piece, string(first)) == int(n):
		e.why(Repeated)
		e.bits += min(trickBits, n)
	case n >= minWord && isSequence(piece):
		e.why(Sequence)
		e.bits += trickBits
	case slices.Contains(e.known, piece):
		e.why(Known)
		e.bits += trickBits
	case unicode.IsDigit(first) && isYear(piece):
		e.why(Dated)
		e.bits += yearBits
	case unicode.IsDigit(first):
		e.bits += digitBits * n
	case !unicode.IsLetter(first):
		e.bits += signBits
	case n < minWord || isGibberish(piece):
		e.bits += letterBits * n
	default:
		e.bits += min(wordBits, letterBits*n) + longBits*max(0, n-longWord)
	}
	e.seen[piece] = true
}

// rows are what fingers follow. Each is followed backwards as well.
var rows = [...]string{
	"abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertz",
}

func isSequence(piece string) bool {
	back := []byte(piece)
	for i, j := 0, len(back)-1; i < j; i, j = i+1, j-1 {
		back[i], back[j] = back[j], back[i]
	}
	for _, row := range rows {
		if strings.Contains(row, piece) || strings.Contains(row, string(back)) {
			return true
		}
	}
	return false
}

func isYear(piece string) bool {
	return len(piece) == 4 && (strings.HasPrefix(piece, "19") || strings.HasPrefix(piece, "20"))
}

// isGibberish tells letters drawn at random from words: these are said, with a vowel at least among every six letters.
func isGibberish(piece string) bool {
	consonants := 0
	for _, r := range piece {
		if r > unicode.MaxASCII {
			return false
		}
		if strings.ContainsRune("aeiouy", r) {
			consonants = 0
		} else if consonants++; consonants > 5 {
			return true
		}
	}
	return false
}

// common are the passphrases that are tried first, folded, of those long enough to be set.
const common = ` password motdepasse password1 passw0rd 12345678 123456789 1234567890 87654321 azertyuiop qwertyuiop azerty123 qwerty123
 iloveyou jetaime jetaimetoi doudou123 bonjour1 bonjour123 soleil123 chouchou loulou123 princess princesse football baseball
 hockey123 canadiens superman batman123 starwars sunshine welcome1 welcome123 bienvenue letmein1 trustno1 admin123 administrateur
 administrator changeme changezmoi secret123 monsecret motdepasse1 motdepasse123 abcd1234 abc12345 abcdefgh 11111111 00000000
 aaaaaaaa 1q2w3e4r 1qaz2wsx 1a2z3e4r marseille montreal quebec123 toronto1 vancouver nicolas1 dragon123 monkey123 whatever
 correcthorsebatterystaple password! passphrase phrasedepasse trousse1 trousse123 motdepassetrousse client123 clients1 laissemoientrer `

func isCommon(folded string) bool { return slices.Contains(strings.Fields(common), folded) }
