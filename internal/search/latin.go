package search

import "strings"

// The ASCII letter under each accented letter of two blocks of Unicode, a point where there is none. A table of 700 bytes
// stands here in the place of the whole normalisation of Unicode, which weighs 39 kB in the download; the tests hold it to
// that normalisation, letter by letter.
const (
	latinFrom, latinTo         = '\u00C0', '\u024F'
	latinMoreFrom, latinMoreTo = '\u1E00', '\u1EFF'

	latin = "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggg" +
		"gggghhhhiiiiiiiiii..jjkk.llllll..llnnnnnn.nnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" +
		"................................oo.............uu............................aaiioouuuuuuuuuu.aa" +
		"aa....ggkkoooo..j...gg..nnaa..ooaaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............" +
		"................"
	latinMore = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr" +
		"ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
		"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......"
)

// unaccented is the ASCII letter under r.
func unaccented(r rune) (byte, bool) {
	c := byte('.')
	switch {
	case r >= latinFrom && r <= latinTo:
		c = latin[r-latinFrom]
	case r >= latinMoreFrom && r <= latinMoreTo:
		c = latinMore[r-latinMoreFrom]
	}
	return c, c != '.'
}

// opened folds the signs that stand for several letters, or for one in another shape.
func opened(r rune) (string, bool) {
	switch r {
	case 'ﬀ':
		return "ff", true
	case 'ﬁ':
		return "fi", true
	case 'ﬂ':
		return "fl", true
	case 'ﬃ':
		return "ffi", true
	case 'ﬄ':
		return "ffl", true
	case 'ﬅ', 'ﬆ':
		return "st", true
	case 'ª':
		return "a", true
	case 'º':
		return "o", true
	case '¹':
		return "1", true
	case '²':
		return "2", true
	case '³':
		return "3", true
	case '¼':
		return "1 4", true
	case '½':
		return "1 2", true
	case '¾':
		return "3 4", true
	case '№':
		return "no", true
	case 'ĳ', 'Ĳ':
		return "ij", true
	case 'ŉ':
		return " n", true
	case 'ŀ', 'Ŀ':
		return "l ", true
	case 'ǆ', 'ǅ', 'Ǆ', 'ǳ', 'ǲ', 'Ǳ':
		return "dz", true
	case 'ǉ', 'ǈ', 'Ǉ':
		return "lj", true
	case 'ǌ', 'ǋ', 'Ǌ':
		return "nj", true
	case 'ǣ', 'Ǣ', 'ǽ', 'Ǽ':
		return "ae", true
	}
	return "", false
}

// composed is the letter that a mark makes with the letter before it, for those of other scripts that keyboards type in
// one piece and that some devices take apart.
func composed(letter, mark rune) (rune, bool) {
	const apart, whole = "иеігкуαεηιουωιυ", "йёїѓќўάέήίόύώϊϋ"
	want := []rune("\u0306\u0308\u0308\u0301\u0301\u0306\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0308\u0308")
	i := 0
	for at, l := range apart {
		if l == letter && want[i] == mark {
			for _, w := range whole[at:] { // both lists hold letters of two bytes
				return w, true
			}
		}
		i++
	}
	return 0, false
}

// narrow is the ordinary form of a full-width sign.
func narrow(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	if strings.ContainsRune("\u3000\u00A0", r) {
		return ' '
	}
	return r
}
