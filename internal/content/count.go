package content

import (
	"strings"

	"trousse/internal/i18n"
)

// Words puts a number, with at most maxDecimals decimals, in its count noun.
// French is singular from 0 up to but not including 2, English for 1 only, as
// the number is shown: « 1,5 départ », “1.5 clients”.
func (c Count) Words(lang i18n.Lang, n float64, maxDecimals int) string {
	number := i18n.For(lang).Number(n, maxDecimals)
	form := c.Other
	whole, _, _ := strings.Cut(strings.TrimPrefix(number, "-"), ",")
	if number == "1" || lang == i18n.FR && (whole == "0" || whole == "1") {
		form = c.One
	}
	return strings.ReplaceAll(form, "{n}", number)
}
