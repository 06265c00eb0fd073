package script

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
		if i+1 < len(segs) && segs[i+1].State == Literal && endsSentence(s.Text) {
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
	return text != before.Text && endsSentence(text)
}

func endsSentence(s string) bool {
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…")
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
