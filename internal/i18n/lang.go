package i18n

import "strings"

// Lang is a language of the kit.
type Lang string

const (
	FR Lang = "fr" // French as written in Québec, the default
	EN Lang = "en" // Canadian English
)

// Tag is the language tag of pages and of browser formats: fr-CA or en-CA.
func (l Lang) Tag() string {
	if l == EN {
		return "en-CA"
	}
	return "fr-CA"
}

// Match picks the language from the browser's list, which is in order of
// preference: the first French or English one wins, whatever its region; French
// when there is none.
func Match(browserLangs []string) Lang {
	for _, tag := range browserLangs {
		primary, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
		switch strings.ToLower(strings.TrimSpace(primary)) {
		case "fr":
			return FR
		case "en":
			return EN
		}
	}
	return FR
}
