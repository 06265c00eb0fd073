package i18n

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// languages and what their tests share.
var languages = []Lang{FR, EN}

// keysOf lists the keys of a language in the order of its file, plural forms included (k.one, k.other).
func keysOf(lang Lang) []string {
	var keys []string
	each(lang, func(key, _ string) { keys = append(keys, key) })
	return keys
}

var (
	messageLine = regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+)+ = .*$`)
	placeholder = regexp.MustCompile(`\{[^{}]*\}`)
	goodHolder  = regexp.MustCompile(`^\{[a-z][a-z0-9_]*\}$`)
)

func TestFilesAreWellFormed(t *testing.T) {
	for _, lang := range languages {
		seen := map[string]bool{}
		for i, line := range strings.Split(source(lang), "\n") {
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			if !messageLine.MatchString(line) {
				t.Errorf("%s.txt:%d: not “room.name = text”: %s", lang, i+1, line)
				continue
			}
			key, _, _ := strings.Cut(line, " = ")
			if seen[key] {
				t.Errorf("%s.txt:%d: %s is there twice", lang, i+1, key)
			}
			seen[key] = true
		}
	}
}

func TestBothLanguagesHaveTheSameKeysInTheSameOrder(t *testing.T) {
	fr, en := keysOf(FR), keysOf(EN)
	for i := range min(len(fr), len(en)) {
		if fr[i] != en[i] {
			t.Fatalf("message %d is %s in French and %s in English", i+1, fr[i], en[i])
		}
	}
	if len(fr) != len(en) {
		rest := append(slices.Clone(fr), en...)[min(len(fr), len(en)):]
		t.Fatalf("%d messages in French and %d in English; see %s", len(fr), len(en), rest[0])
	}
	if f, e := dynamicPrefixes(FR), dynamicPrefixes(EN); !slices.Equal(f, e) {
		t.Errorf("dynamic prefixes differ: %v and %v", f, e)
	}
}

func TestBothLanguagesHaveTheSamePlaceholders(t *testing.T) {
	holders := func(text string) []string {
		found := placeholder.FindAllString(text, -1)
		slices.Sort(found)
		return slices.Compact(found)
	}
	en := parse(EN)
	each(FR, func(key, text string) {
		f, e := holders(text), holders(en[key])
		if !slices.Equal(f, e) {
			t.Errorf("%s: placeholders %v in French and %v in English", key, f, e)
		}
		for _, h := range slices.Concat(f, e) {
			if !goodHolder.MatchString(h) {
				t.Errorf("%s: placeholder %s", key, h)
			}
		}
		for _, s := range []string{text, en[key]} {
			if strings.ContainsAny(placeholder.ReplaceAllString(s, ""), "{}") {
				t.Errorf("%s: a brace alone: %s", key, s)
			}
		}
	})
}

func TestPluralsComeInPairs(t *testing.T) {
	for _, lang := range languages {
		m := parse(lang)
		for _, key := range keysOf(lang) {
			base, isOne := strings.CutSuffix(key, ".one")
			other, isOther := strings.CutSuffix(key, ".other")
			if isOne && m[base+".other"] == "" || isOther && m[other+".one"] == "" {
				t.Errorf("%s: %s lacks its other form", lang, key)
			}
			if isOther && !strings.Contains(m[key], "{n}") {
				t.Errorf("%s: %s does not show {n}", lang, key)
			}
		}
	}
}

// faults are what typography refuses. A placeholder counts as a word.
type fault struct {
	lang Lang // both when empty
	why  string
	re   *regexp.Regexp
}

var faults = []fault{
	{"", "no text", regexp.MustCompile(`^$`)},
	{"", "stray space", regexp.MustCompile(`(?m)[ \x{a0}]{2}|^[ \x{a0}]|[ \x{a0}]$|\t`)},
	{"", "straight apostrophe or quote", regexp.MustCompile(`['"]`)},
	{"", "long dash: cut the sentence", regexp.MustCompile(`[–—]`)},
	{"", "three points instead of …", regexp.MustCompile(`\.\.\.`)},
	{"", "a space before a comma or a point", regexp.MustCompile(`[ \x{a0}][,.]`)},
	{"", "thin or other space: U+00A0 is the only one", regexp.MustCompile(`[\x{2000}-\x{200b}\x{202f}]`)},
	{FR, "U+00A0 before :", regexp.MustCompile(`[^\x{a0}\d]:([^/]|$)|^:|\d:\D`)},
	{FR, "U+00A0 before % and $", regexp.MustCompile(`[^\x{a0}(][%$]`)},
	{FR, "nothing before ; ! ?", regexp.MustCompile(`[ \x{a0}][;!?]`)},
	{FR, "U+00A0 inside « »", regexp.MustCompile(`«([^\x{a0}]|$)|(^|[^\x{a0}])»`)},
	{FR, "U+00A0 before h and min", regexp.MustCompile(`[\d}] ?(h|min)([^\p{L}]|$)`)},
	{FR, "U+00A0 between thousands", regexp.MustCompile(`\d \d{3}([^\d]|$)`)},
	{FR, "“ ” outside of « »", regexp.MustCompile(`^[^«]*[“”]`)},
	{EN, "no space before : ; ! ? %", regexp.MustCompile(`[ \x{a0}][:;!?%]`)},
	{EN, "no space after $", regexp.MustCompile(`\$[ \x{a0}]\d`)},
	{EN, "“ ” in English", regexp.MustCompile(`[«»]`)},
}

func (f fault) in(lang Lang, text string) bool {
	return (f.lang == "" || f.lang == lang) && f.re.MatchString(text)
}

func TestTypography(t *testing.T) {
	for _, lang := range languages {
		each(lang, func(key, text string) {
			for _, f := range faults {
				if f.in(lang, text) {
					t.Errorf("%s: %s: %s: %q", lang, key, f.why, text)
				}
			}
		})
	}
}

// The rules themselves, on texts that must pass and texts that must not.
func TestTypographyRules(t *testing.T) {
	const n = "\u00a0"
	for _, c := range []struct {
		lang Lang
		text string
		ok   bool
	}{
		{FR, "Voici" + n + ": «" + n + "Je vous écoute." + n + "»", true},
		{FR, "Ça vous va? Oui; merci!", true},
		{FR, "{share}" + n + "% de {total}" + n + "$, à 14" + n + "h" + n + "05", true},
		{FR, "https://example.org", true},
		{FR, "1" + n + "000 fiches, part ($)", true},
		{FR, "", false}, {FR, " a", false}, {FR, "a  b", false}, {FR, "a\nb ", false},
		{FR, "l'heure", false}, {FR, "Voici :", false}, {FR, "Voici:", false}, {FR, "Total {n}: 3", false},
		{FR, "Ça va" + n + "?", false}, {FR, "Ça va ?", false}, {FR, "«Oui»", false}, {FR, "« Oui »", false},
		{FR, "12,5 %", false}, {FR, "3$", false}, {FR, "9 h", false}, {FR, "{n} h", false}, {FR, "2 000 $", false},
		{FR, "oui – non", false}, {FR, "Attendez...", false}, {FR, "dites “oui”", false},
		{EN, "“I’m listening.” $3.50: 12.5%", true},
		{EN, "yes — no", false}, {EN, "Total : 3", false}, {EN, "12 %", false}, {EN, "$ 3", false}, {EN, "«yes»", false},
	} {
		bad := ""
		for _, f := range faults {
			if f.in(c.lang, c.text) {
				bad = f.why
			}
		}
		if (bad == "") != c.ok {
			t.Errorf("%s %q: fault %q, want ok %v", c.lang, c.text, bad, c.ok)
		}
	}
}

func TestNoWordsToAvoid(t *testing.T) {
	data, err := os.ReadFile("testdata/avoid.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		lang, pattern, _ := strings.Cut(line, " ")
		// \b knows ASCII letters only.
		re := regexp.MustCompile(`(?i)(?:^|[^\p{L}])(` + pattern + `)(?:[^\p{L}]|$)`)
		each(Lang(lang), func(key, text string) {
			if m := re.FindStringSubmatch(text); m != nil {
				t.Errorf("%s: %s: words to avoid: %s", lang, key, m[1])
			}
		})
	}
}
