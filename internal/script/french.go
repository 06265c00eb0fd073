package script

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
