package script

import (
	"strings"

	"trousse/internal/i18n"
)

// Names is the closed list of what a text may read from the record.
var Names = []string{
	"client.address", "client.first_name", "client.phone", "client.email",
	"user.name", "user.phone", "user.business",
	"complaint.reference", "conversation.about",
}

// The French names, as a worker reads them: accents and capitals are optional when they are typed.
var (
	nameAliases = [...][2]string{
		{"client.appellation", "client.address"},
		{"client.prénom", "client.first_name"},
		{"client.téléphone", "client.phone"},
		{"client.courriel", "client.email"},
		{"moi.nom", "user.name"},
		{"moi.téléphone", "user.phone"},
		{"moi.entreprise", "user.business"},
		{"dossier.référence", "complaint.reference"},
		{"conversation.sujet", "conversation.about"},
	}
	kindAliases = [...][2]string{
		{"heure", KindTime},
		{"montant", KindMoney},
		{"texte", KindText},
		{"choix", KindChoice},
	}
	labelAliases = [...][2]string{
		{"promesse", LabelPromise},
		{"attente", "wait"},
	}
)

// In is the word that a text in the given language has for a name, a kind or a label of the closed lists: « client.prénom »
// for client.first_name in French. Another word stays as it is.
func In(lang i18n.Lang, word string) string {
	if lang == i18n.EN {
		return word
	}
	for _, table := range [...][][2]string{nameAliases[:], kindAliases[:], labelAliases[:]} {
		for _, row := range table {
			if row[1] == word {
				return row[0]
			}
		}
	}
	return word
}

// Spelled is a text with the names, the kinds and the labels of the closed lists in the words of a language, for whoever
// writes in it. It says the same as before; what is at fault stays as it is.
func Spelled(text string, lang i18n.Lang) string {
	t, _ := Parse(text)
	var b strings.Builder
	done := 0
	for _, n := range t.nodes {
		inner := ""
		if n.kind == nodeRecord || n.kind == nodeAsked {
			inner = n.text[2 : len(n.text)-2]
		}
		switch n.kind {
		case nodeRecord:
			_, fallback, has := strings.Cut(inner, "|")
			if inner = In(lang, n.key); has {
				inner += "|" + fallback
			}
			inner = "{{" + inner + "}}"
		case nodeAsked:
			blank, _ := t.Blank(n.key)
			word := strings.TrimSpace(inner)
			rest := ""
			if i := strings.IndexAny(word, " :\u00a0"); i >= 0 {
				rest = word[i:]
			}
			if blank.Kind != KindChoice && In(i18n.FR, blank.Label) != blank.Label {
				rest = " " + In(lang, blank.Label)
			}
			if strings.HasSuffix(rest, "]") { // it stays apart from what closes the blank
				rest += " "
			}
			inner = "[[" + In(lang, blank.Kind) + rest + "]]"
		default:
			continue
		}
		b.WriteString(text[done:n.at] + inner)
		done = n.at + len(n.text)
	}
	return b.String() + text[done:]
}

// canonicalName returns the name that s stands for, or false.
func canonicalName(s string) (string, bool) {
	s = aliased(nameAliases[:], s)
	for _, name := range Names {
		if s == name {
			return name, true
		}
	}
	return "", false
}

// canonicalKind returns the kind that s stands for, or false.
func canonicalKind(s string) (string, bool) {
	switch s = aliased(kindAliases[:], s); s {
	case KindDate, KindTime, KindMinutes, KindMoney, KindText, KindChoice:
		return s, true
	}
	return "", false
}

// canonicalLabel folds the spaces of a label and resolves the identifiers that
// have a French alias. Other labels keep the worker's own letters.
func canonicalLabel(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if to := aliased(labelAliases[:], s); to == LabelPromise || to == "wait" {
		return to
	}
	return s
}

func aliased(table [][2]string, s string) string {
	s = fold(strings.TrimSpace(s))
	for _, row := range table {
		if fold(row[0]) == s {
			return row[1]
		}
	}
	return s
}

// fold lowers s and takes away the accents of French letters.
func fold(s string) string {
	return strings.Map(foldRune, strings.ToLower(s))
}

func foldRune(r rune) rune {
	switch r {
	case 'à', 'â', 'ä', 'á', 'æ':
		return 'a'
	case 'é', 'è', 'ê', 'ë':
		return 'e'
	case 'î', 'ï', 'í':
		return 'i'
	case 'ô', 'ö', 'ó', 'œ':
		return 'o'
	case 'ù', 'û', 'ü', 'ú':
		return 'u'
	case 'ÿ':
		return 'y'
	case 'ç':
		return 'c'
	}
	return r
}
