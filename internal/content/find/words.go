package find

import (
	"strings"

	"trousse/internal/i18n"
)

// word is one word of a question: as typed, and its stem.
type word struct {
	typed, stem string
	last        bool // it may be still being typed
}

// words are those of a folded question that tell something; all of them, when none does.
func (x *Index) words(folded string) []word {
	fields := strings.Fields(folded)
	var telling, all []word
	for i, f := range fields {
		w := word{typed: f, stem: stem(f, x.lang), last: i == len(fields)-1}
		all = append(all, w)
		if !x.little[f] {
			telling = append(telling, w)
		}
	}
	if len(telling) == 0 {
		return all
	}
	return telling
}

// short is how many letters a word has that is sought whole: the beginning of too many others.
const short = 3

// in tells how a text holds the word: not at all (0), by its stem (1), as typed (2), as a whole (3).
func (w word) in(text string) int {
	best := 0
	for from := 0; best < 3; {
		at := strings.Index(text[from:], w.stem)
		if at < 0 {
			break
		}
		at += from
		from = at + 1
		if text[at-1] != ' ' {
			continue
		}
		rest, typed := strings.CutPrefix(text[at:], w.typed)
		switch {
		case typed && rest[0] == ' ':
			best = 3
		case typed && (len(w.typed) > short || w.last):
			best = max(best, 2)
		case len(w.stem) > short:
			best = max(best, 1)
		}
	}
	return best
}

// Endings that change with who does it and when, the longest first. A stem keeps more than [short] letters.
const (
	endingsFR = "aient ement ions ait ant ent ons ees ee er ez es ir re e s r x t"
	endingsEN = "ation ment ings ing ies ied ers ed er es ly e s y"
)

// stem drops the ending of a word.
func stem(w string, lang i18n.Lang) string {
	endings := endingsFR
	if lang == i18n.EN {
		endings = endingsEN
	}
	for e := range strings.FieldsSeq(endings) {
		if s, ok := strings.CutSuffix(w, e); ok && len(s) > short {
			return s
		}
	}
	return w
}

// Words that say nothing of what happens, folded. Whoever is served is in every sentence.
const (
	littleFR = ` a ai as au aux avec avez avoir avons c ca car ce cela ces cet cette chez ci client cliente clientes clients comment d dans de des dire dit dois
 doit donc du elle elles en es est et etaient etait ete etes etre eux faire fais fait faut font gens homme femme ici il ils j je l la le les leur leurs lui m ma mais me mes
 mettre mette moi mon n ne nos notre nous on ont ou oui par parce pas personne personnes peut peux plus pour pourquoi qu quand que quel quelle quelqu
 quelque quelques quoi qui s sa sans se ses si sommes son sont suis sur t ta te tes toi ton toujours tout toute tres trop tu un une va vais veut veux vos
 votre vous y `
	littleEN = ` a about all am an and any are as at be because been but by can client clients customer customers d did do does doesn don for from get gets
 getting got had has have he her here him his how i if in into is isn it its just keep keeps ll m man me must my need needs no of on or our out people person put re s say she should
 so some somebody someone t than that the their them then there they this to too us ve very want wants was we were what when where which who why will
 with woman won would you your `
)

func little(lang i18n.Lang) map[string]bool {
	words := littleFR
	if lang == i18n.EN {
		words = littleEN
	}
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}
