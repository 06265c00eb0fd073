package checklist

import (
	"strings"
	"unicode"
)

// Text is a list as plain text, to share: its title, then a line for each item.
func Text(title string, items []string) string {
	return title + "\n\n- " + strings.Join(items, "\n- ") + "\n"
}

// Lines reads a list from plain text, one item a line. Bullets, numbers and boxes before the words go. A first line
// without any, over lines that have them, is the title.
func Lines(text string) (title string, items []string) {
	bare, marked := 0, 0
	for line := range strings.Lines(text) {
		item, mark := unmark(strings.TrimSpace(line))
		if item == "" {
			continue
		}
		if mark {
			marked++
		} else {
			bare++
		}
		if !mark && len(items) == 0 && title == "" {
			title = item
			continue
		}
		items = append(items, item)
	}
	if title != "" && (bare > 1 || marked == 0) {
		return "", append([]string{title}, items...)
	}
	return title, items
}

// unmark takes what stands before the words of a line: - • * [ ] ☐ 1. 2)
func unmark(line string) (item string, marked bool) {
	rest := strings.TrimLeft(line, "-–•*·☐☑✓✔")
	if number := strings.TrimLeftFunc(rest, unicode.IsDigit); number != rest && number != "" && strings.ContainsRune(".)", rune(number[0])) && spaced(number[1:]) {
		rest = number[1:]
	}
	rest = strings.TrimSpace(rest)
	for _, box := range []string{"[ ]", "[x]", "[X]", "[]"} {
		if after, ok := strings.CutPrefix(rest, box); ok {
			rest = strings.TrimSpace(after)
		}
	}
	return rest, rest != line
}

func spaced(s string) bool {
	return s == "" || s[0] == ' ' || strings.HasPrefix(s, "\u00a0") || s[0] == '\t'
}
