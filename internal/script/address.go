package script

import (
	"strings"

	"trousse/internal/i18n"
)

// Values of a client's form_of_address (F03). Nobody guesses one from a first
// name or a voice: an empty value is FormUnknown.
const (
	FormUnknown     = "unknown"
	FormMadame      = "madame"
	FormMonsieur    = "monsieur"
	FormNeutral     = "neutral"
	FormFirstName   = "first_name"
	FormFirstNameTu = "first_name_tu" // French scripts say tu where they have a text for it
)

// Address returns client.address, the words that name a client in a sentence,
// or "" where the fallback of the script has to serve. The preferred name
// replaces the first name everywhere. An unknown form gives nothing in French
// and the first name, once known, in English.
func Address(form, preferred, first, last string, lang i18n.Lang) string {
	first, last = FirstName(preferred, first), strings.TrimSpace(last)
	switch form {
	case FormMadame, FormMonsieur:
		return titled(form, last, lang)
	case FormNeutral:
		return strings.TrimSpace(first + " " + last)
	case FormFirstName, FormFirstNameTu:
		return first
	}
	if lang == i18n.EN {
		return first
	}
	return ""
}

// FirstName returns client.first_name: the preferred name when there is one.
func FirstName(preferred, first string) string {
	if preferred = strings.TrimSpace(preferred); preferred != "" {
		return preferred
	}
	return strings.TrimSpace(first)
}

// SplitName cuts a full name after its first word. A compound first name that
// is not hyphenated is cut short: the preferred name corrects it.
func SplitName(name string) (first, last string) {
	words := strings.Fields(name)
	if len(words) == 0 {
		return "", ""
	}
	return words[0], strings.Join(words[1:], " ")
}

// titled returns « Madame Tremblay » or "Ms. Tremblay". Without a last name,
// French says « Madame » alone; English has no such word and says nothing.
func titled(form, last string, lang i18n.Lang) string {
	titles := map[string]string{FormMadame: "Madame", FormMonsieur: "Monsieur"}
	if lang == i18n.EN {
		if last == "" {
			return ""
		}
		titles = map[string]string{FormMadame: "Ms.", FormMonsieur: "Mr."}
	}
	return strings.TrimSpace(titles[form] + " " + last)
}
