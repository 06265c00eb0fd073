package journal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// StandIns are the words that stand in the place of what would tell who someone is. The screens choose them.
type StandIns struct{ Name, Phone, Email string }

// Removed is something that was taken out of a text, as it stood there.
type Removed struct {
	Kind DetailKind // name, phone or e-mail
	Text string
}

// Anonymous is a text without a client's names, and without any phone number or e-mail at all, and what was taken out, in
// its order, so that the worker sees it and can judge the rest: a place or a date may tell as much. fold reduces a word to
// what is compared, without capitals and accents. What is removed is rather too much than too little: a family name that
// is also a common word goes too.
func Anonymous(text string, c Client, fold func(string) string, in StandIns) (clean string, removed []Removed) {
	a := anonymizer{fold: fold, names: namesOf(c, fold)}
	var b strings.Builder
	for rest := text; rest != ""; {
		n, kind := a.find(rest, last(b.String()))
		if kind == "" {
			_, size := utf8.DecodeRuneInString(rest)
			n = max(n, size)
			b.WriteString(rest[:n])
			rest = rest[n:]
			continue
		}
		removed = append(removed, Removed{kind, rest[:n]})
		b.WriteString(map[DetailKind]string{DetailName: in.Name, DetailPhone: in.Phone, DetailEmail: in.Email}[kind])
		rest = rest[n:]
	}
	return b.String(), removed
}

func last(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

type anonymizer struct {
	fold  func(string) string
	names map[string]bool // the folded words of the names; false for one that counts only beside another
}

// titles go with the name that they stand before: they tell something of the person.
var titles = map[string]bool{
	"m": true, "mr": true, "mme": true, "mrs": true, "ms": true, "mlle": true, "madame": true, "monsieur": true, "miss": true,
	"dr": true, "dre": true, "me": true,
}

// particles are words of names that are words of any text.
var particles = map[string]bool{
	"de": true, "du": true, "des": true, "la": true, "le": true, "les": true, "van": true, "von": true, "der": true, "den": true,
	"di": true, "da": true, "dos": true, "del": true, "el": true, "al": true, "bin": true, "ben": true, "st": true, "ste": true,
	"d": true, "l": true, "et": true, "and": true, "the": true,
}

func namesOf(c Client, fold func(string) string) map[string]bool {
	names := make(map[string]bool)
	all := []string{c.Name, c.PreferredName, c.SpokenName}
	for _, d := range c.Also {
		if d.Kind == DetailName {
			all = append(all, d.Value)
		}
	}
	for _, name := range all {
		for name != "" {
			n := wordLen(name)
			if n == 0 {
				_, size := utf8.DecodeRuneInString(name)
				name = name[size:]
				continue
			}
			word := fold(name[:n])
			names[word] = names[word] || !particles[word] && !titles[word]
			name = name[n:]
		}
	}
	return names
}

// find tells how much of the beginning of rest is to be removed, and as what; or else how much is not, with no kind. A date
// written 2026-11-27 is no phone number. before is the character before it.
func (a anonymizer) find(rest string, before rune) (n int, kind DetailKind) {
	if inWord(before) {
		return 0, ""
	}
	if n := emailLen(rest); n > 0 {
		return n, DetailEmail
	}
	date := strings.TrimPrefix(rest, "(")
	if _, err := ParseDay(date[:min(len(date), len(dayLayout))]); err == nil {
		return len(rest) - len(date) + len(dayLayout), ""
	}
	if n := phoneLen(rest); n > 0 {
		return n, DetailPhone
	}
	if n := a.nameLen(rest); n > 0 {
		return n, DetailName
	}
	return wordLen(rest), ""
}

// nameLen is the length of a name at the beginning of s: words of it one after the other, with at most a title before and
// with particles and initials between. 0: none.
func (a anonymizer) nameLen(s string) int {
	end := 0
	for at, started := 0, false; ; {
		n := wordLen(s[at:])
		if n == 0 {
			return end
		}
		word := a.fold(s[at : at+n])
		alone, part := a.names[word]
		switch {
		case alone && (utf8.RuneCountInString(word) > 2 || upper(s[at:])):
			end = at + n
		case part, !started && titles[word] && (len(word) > 2 || upper(s[at:])), end > 0 && utf8.RuneCountInString(word) == 1 && upper(s[at:]):
		default:
			return end
		}
		started = true
		at += n
		gap := 0
		for _, r := range s[at:] {
			if !strings.ContainsRune(" .-\u00a0\u202f\u2011'’", r) {
				break
			}
			gap += utf8.RuneLen(r)
		}
		if gap == 0 || gap > 4 {
			return end
		}
		at += gap
	}
}

func upper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// wordLen is the length of the word at the beginning of s.
func wordLen(s string) int {
	for i, r := range s {
		if !inWord(r) {
			return i
		}
	}
	return len(s)
}

// emailLen is the length of the e-mail address at the beginning of s, or 0.
func emailLen(s string) int {
	s = s[:min(len(s), 320)] // no address is longer, and a text is read once
	local := run(s, "._%+-")
	if local == 0 || local == len(s) || s[local] != '@' {
		return 0
	}
	host := run(s[local+1:], ".-")
	name := strings.TrimRight(s[local+1:local+1+host], ".-")
	if !strings.Contains(name, ".") {
		return 0
	}
	return local + 1 + len(name)
}

// run is the length of letters, digits and the others given at the beginning of s.
func run(s, others string) int {
	for i, r := range s {
		if !inWord(r) && !strings.ContainsRune(others, r) {
			return i
		}
	}
	return len(s)
}

// phoneLen is the length of a phone number at the beginning of s: seven digits or more, with what people put between.
func phoneLen(s string) int {
	digits, end := 0, 0
	for i, r := range s {
		if unicode.IsDigit(r) {
			digits++
			end = i + utf8.RuneLen(r)
			continue
		}
		if i == 0 && (r == '+' || r == '(') || i > 0 && strings.ContainsRune(" -.()/\u00a0\u202f\u2011", r) && i-end < 3 {
			continue
		}
		break
	}
	if digits < 7 {
		return 0
	}
	return end
}
