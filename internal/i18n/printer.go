package i18n

import (
	"math"
	"strings"
	"sync"
)

// nbsp keeps a number and what belongs to it on one line (U+00A0).
const nbsp = "\u00a0"

// Printer writes and reads one language. It is safe for concurrent use.
type Printer struct {
	lang     Lang
	messages map[string]string
}

var (
	frPrinter = sync.OnceValue(func() *Printer { return &Printer{lang: FR, messages: parse(FR)} })
	enPrinter = sync.OnceValue(func() *Printer { return &Printer{lang: EN, messages: parse(EN)} })
)

// For is the printer of a language, French for a language the kit does not speak.
func For(lang Lang) *Printer {
	if lang == EN {
		return enPrinter()
	}
	return frPrinter()
}

// Lang is the language of the printer.
func (p *Printer) Lang() Lang { return p.lang }

// Has tells whether the key has a message. A plural key has two: k.one, k.other.
func (p *Printer) Has(key string) bool {
	_, ok := p.messages[key]
	return ok
}

// T is the message of a key, its {name} placeholders filled from args, which are
// name, value pairs. Values are used as they are. An unknown key returns ⟦key⟧.
func (p *Printer) T(key string, args ...string) string {
	text, ok := p.messages[key]
	if !ok {
		return "⟦" + key + "⟧"
	}
	return fill(text, args)
}

// N is the message of key.one or key.other, as n asks for, with {n} filled by n
// as a number of at most two decimals. The form follows the number as shown:
// 1.999 is shown and inflected as 2. Other placeholders come from args, like T.
func (p *Printer) N(key string, n float64, args ...string) string {
	key += ".other"
	if p.one(shown(n, countDecimals)) {
		key = strings.TrimSuffix(key, "other") + "one"
	}
	return p.T(key, append([]string{"n", p.Number(n, countDecimals)}, args...)...)
}

// countDecimals is how many decimals a counted number shows at most.
const countDecimals = 2

// one tells whether a number takes the singular: in French when it is closer to
// zero than 2 (0 départ, 1,5 départ), in English for 1 alone (0 clients).
func (p *Printer) one(n float64) bool {
	n = math.Abs(n)
	if p.lang == EN {
		return n == 1
	}
	return n < 2
}

// List joins items as a sentence does: “a, b and c”. English has no comma before
// “and”.
func (p *Printer) List(items []string) string {
	switch n := len(items); n {
	case 0:
		return ""
	case 1:
		return items[0]
	default:
		return p.T("list.last", "items", strings.Join(items[:n-1], ", "), "item", items[n-1])
	}
}
