package script

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const nbsp = "\u00a0"

// spaces are trimmed around an empty value; a line break is never one of them.
const spaces = " " + nbsp

// takeAway mends the text around empty values: each takes away the comma or
// the colon and the spaces before it, or, at the start of a line, the comma
// and the spaces after it, and the brackets that held nothing else. A line
// that held nothing but empty values goes.
func takeAway(segs []Segment) {
	for i := range segs {
		if !empty(segs[i]) {
			continue
		}
		before, after := neighbour(segs, i, -1), neighbour(segs, i, +1)
		if before != nil && after != nil && strings.HasSuffix(before.Text, "(") && strings.HasPrefix(after.Text, ")") {
			before.Text, after.Text = before.Text[:len(before.Text)-1], after.Text[1:]
		}
		if before != nil && !strings.HasSuffix(before.Text, "\n") {
			trimmed := strings.TrimRight(before.Text, spaces)
			trimmed = strings.TrimSuffix(strings.TrimSuffix(trimmed, ","), ":")
			before.Text = strings.TrimRight(trimmed, spaces)
		}
		if !lineStart(segs, i) {
			continue
		}
		if after != nil {
			after.Text = strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(after.Text, spaces), ","), spaces)
		}
		if lineEnd(segs, i) {
			dropLine(segs, i)
		}
	}
}

// empty says whether the segment is a value without a word.
func empty(s Segment) bool {
	return s.Text == "" && (s.State == FromRecord || s.State == FromAnswer || s.State == Skipped)
}

// neighbour returns the literal next to segment i in the direction step, past
// what is empty, or nil.
func neighbour(segs []Segment, i, step int) *Segment {
	for i += step; i >= 0 && i < len(segs); i += step {
		switch {
		case segs[i].State == Literal && segs[i].Text != "":
			return &segs[i]
		case segs[i].Text != "" || segs[i].State == Hole:
			return nil
		}
	}
	return nil
}

// lineStart says whether nothing stands before segment i on its line.
func lineStart(segs []Segment, i int) bool {
	for i--; i >= 0; i-- {
		if segs[i].State == Hole {
			return false
		}
		if segs[i].Text != "" {
			return strings.HasSuffix(segs[i].Text, "\n")
		}
	}
	return true
}

// lineEnd says whether nothing stands after segment i on its line.
func lineEnd(segs []Segment, i int) bool {
	for i++; i < len(segs); i++ {
		if segs[i].State == Hole {
			return false
		}
		if segs[i].Text != "" {
			return strings.HasPrefix(segs[i].Text, "\n")
		}
	}
	return true
}

// dropLine takes the line breaks after an empty line away, or those before it
// when it is the last.
func dropLine(segs []Segment, i int) {
	if after := neighbour(segs, i, +1); after != nil {
		after.Text = strings.TrimLeft(after.Text, "\n")
	} else if before := neighbour(segs, i, -1); before != nil {
		before.Text = strings.TrimRight(before.Text, "\n")
	}
}

// joinAll looks after what both languages share: a date that opens a sentence
// takes a capital, and a value that ends its own sentence takes no second full
// stop.
func joinAll(segs []Segment, t Template) {
	for i := range segs {
		s := &segs[i]
		if s.Text == "" || (s.State != FromRecord && s.State != FromAnswer) {
			continue
		}
		if t.isDate(*s) && opensSentence(segs, i) {
			s.Text = upperFirst(s.Text)
		}
		if i+1 < len(segs) && segs[i+1].State == Literal && strings.ContainsAny(s.Text[len(s.Text)-1:], ".!?") {
			segs[i+1].Text = strings.TrimPrefix(segs[i+1].Text, ".")
		}
	}
}

func (t Template) isDate(s Segment) bool {
	b, ok := t.Blank(s.Key)
	return ok && b.Kind == KindDate && s.State == FromAnswer
}

func opensSentence(segs []Segment, i int) bool {
	if lineStart(segs, i) {
		return true
	}
	before := neighbour(segs, i, -1)
	if before == nil {
		return false
	}
	text := strings.TrimRight(before.Text, spaces)
	return text != before.Text && text != "" && strings.ContainsAny(text[len(text)-1:], ".!?")
}

// joinEnglish takes away the "on" of "on today" and "on tomorrow".
func joinEnglish(segs []Segment, t Template) {
	for i := 1; i < len(segs); i++ {
		if before := &segs[i-1]; before.State == Literal && t.isDate(segs[i]) && (segs[i].Text == todayEN || segs[i].Text == tomorrowEN) {
			if head, ok := cutWord(before.Text, "on "); ok {
				before.Text = head
			}
		}
	}
}

// joinFrench elides, contracts and gives back the vowel where the value asks
// for it: « de Élise » → « d’Élise », « d’Marie » → « de Marie »,
// « à partir de le vendredi » → « à partir du vendredi », « le demain » →
// « demain ».
func joinFrench(segs []Segment, t Template) {
	for i := 1; i < len(segs); i++ {
		before, s := &segs[i-1], &segs[i]
		if before.State != Literal || s.Text == "" || (s.State != FromRecord && s.State != FromAnswer) {
			continue
		}
		if t.isDate(*s) {
			if head, ok := cutWord(before.Text, "le "); ok {
				before.Text = head
			}
			if rest, article := strings.CutPrefix(s.Text, "le "); article {
				if contract(before, "de ", "du ") || contract(before, "à ", "au ") {
					s.Text = rest
				}
			}
		}
		if elides(s.Text) {
			for _, word := range [...]string{"de ", "que ", "jusque ", "lorsque ", "puisque ", "le ", "la "} {
				if head, ok := cutWord(before.Text, word); ok {
					before.Text = head + before.Text[len(head):len(head)+len(word)-2] + "’"
					break
				}
			}
			continue
		}
		if !contract(before, "d’", "de ") {
			contract(before, "qu’", "que ")
		}
	}
}

// contract replaces the word at the end of the literal, keeping its capital.
func contract(before *Segment, from, to string) bool {
	head, ok := cutWord(before.Text, from)
	if !ok {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(before.Text[len(head):]); unicode.IsUpper(first) {
		to = upperFirst(to)
	}
	before.Text = head + to
	return true
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// cutWord takes a whole word from the end of s, whatever its capital.
func cutWord(s, word string) (head string, ok bool) {
	if len(s) < len(word) || !strings.EqualFold(s[len(s)-len(word):], word) {
		return "", false
	}
	head = s[:len(s)-len(word)]
	last, _ := utf8.DecodeLastRuneInString(head)
	return head, head == "" || !(unicode.IsLetter(last) || unicode.IsDigit(last) || last == '’' || last == '-')
}

// muteH lists first words with a mute h, which elide. Before any other h the
// kit elides nothing: « de Hugo », « de Hamid » are never wrong.
var muteH = [...]string{
	"habib", "helene", "helena", "heloise", "henri", "henriette", "hermine", "herve", "hippolyte", "honore",
	"honorine", "hortense", "hubert", "hugues", "hyacinthe",
	"habitude", "heure", "heures", "hier", "histoire", "hiver", "homme", "hopital", "horaire", "hotel", "huile",
}

// elides says whether de, que, le or la lose their vowel before s.
func elides(s string) bool {
	word := fold(s)
	if i := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		word = word[:i]
	}
	if word == "" {
		return false
	}
	switch word {
	case "onze", "onzieme", "oui", "ouistiti", "uhlan":
		return false
	}
	switch word[0] {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	case 'y': // d’Yves, de Yasmine
		return len(word) > 1 && !strings.ContainsRune("aeiouy", rune(word[1]))
	case 'h':
		for _, h := range muteH {
			if word == h {
				return true
			}
		}
	}
	return false
}
