package i18n

import (
	_ "embed"
	"strings"
)

//go:embed messages/fr.txt
var frText string

//go:embed messages/en.txt
var enText string

func source(lang Lang) string {
	if lang == EN {
		return enText
	}
	return frText
}

// each calls f for every message of the file, in order. A line that is neither a
// message, a comment nor blank is left out (a test refuses such a file).
//
// It is on the way of every start: a line is looked through once, by what finds single bytes.
func each(lang Lang, f func(key, text string)) {
	for line, rest := "", source(lang); rest != ""; {
		line, rest, _ = strings.Cut(rest, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		key, text, ok := strings.Cut(line, " = ")
		if !ok {
			continue
		}
		if strings.IndexByte(text, '\\') >= 0 {
			text = strings.ReplaceAll(text, `\n`, "\n")
		}
		f(key, text)
	}
}

// perMessage is about how many bytes of a file there are to a message.
const perMessage = 50

// parse reads every message of a language.
func parse(lang Lang) map[string]string {
	m := make(map[string]string, len(source(lang))/perMessage)
	each(lang, func(key, text string) { m[key] = text })
	return m
}

// fill replaces {name} by the value that follows name in args, in one pass: a
// value is never expanded. A placeholder without a value stays as it is, so that
// the mistake shows.
func fill(text string, args []string) string {
	if len(args) < 2 || !strings.Contains(text, "{") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		value, found := "", false
		for i := 0; closed && i+1 < len(args) && !found; i += 2 {
			if args[i] == name {
				value, found = args[i+1], true
			}
		}
		if found {
			b.WriteString(value)
			text = after
		} else {
			b.WriteByte('{')
			text = rest
		}
	}
}
