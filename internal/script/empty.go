package script

import "strings"

const nbsp = "\u00a0"

// spaces are trimmed around an empty value; a line break is never one of them.
const spaces = " " + nbsp

// takeAway mends the text around empty values: each takes away the comma or
// the colon and the spaces before it, the brackets that held nothing else and,
// where it began a line or a sentence, the sign after it. A line that held
// nothing but empty values goes.
func takeAway(segs []Segment) {
	for i := range segs {
		if !empty(segs[i]) {
			continue
		}
		before, after := neighbour(segs, i, -1), neighbour(segs, i, +1)
		if before != nil && after != nil && strings.HasSuffix(before.Text, "(") && strings.HasPrefix(after.Text, ")") {
			before.Text, after.Text = before.Text[:len(before.Text)-1], after.Text[1:]
		}
		if before != nil && !strings.HasSuffix(before.Text, "\n") {
			trimmed := strings.TrimRight(before.Text, spaces)
			trimmed = strings.TrimSuffix(strings.TrimSuffix(trimmed, ","), ":")
			before.Text = strings.TrimRight(trimmed, spaces)
		}
		switch {
		case lineStart(segs, i):
			if after != nil {
				after.Text = strings.TrimLeft(after.Text, spaces+",.;:!?")
			}
			if lineEnd(segs, i) {
				dropLine(segs, i)
			}
		case before != nil && after != nil && endsSentence(before.Text):
			after.Text = strings.TrimLeft(after.Text, spaces+",.;:!?")
			if !lineEnd(segs, i) {
				after.Text = " " + after.Text
			}
		}
	}
}

// empty says whether the segment is a value without a word.
func empty(s Segment) bool {
	return s.Text == "" && (s.State == FromRecord || s.State == FromAnswer || s.State == Skipped)
}

// neighbour returns the literal next to segment i in the direction step, past
// what is empty, or nil.
func neighbour(segs []Segment, i, step int) *Segment {
	for i += step; i >= 0 && i < len(segs); i += step {
		switch {
		case segs[i].State == Literal && segs[i].Text != "":
			return &segs[i]
		case segs[i].Text != "" || segs[i].State == Hole:
			return nil
		}
	}
	return nil
}

// lineStart says whether nothing stands before segment i on its line.
func lineStart(segs []Segment, i int) bool {
	for i--; i >= 0; i-- {
		if segs[i].State == Hole {
			return false
		}
		if segs[i].Text != "" {
			return strings.HasSuffix(segs[i].Text, "\n")
		}
	}
	return true
}

// lineEnd says whether nothing stands after segment i on its line.
func lineEnd(segs []Segment, i int) bool {
	for i++; i < len(segs); i++ {
		if segs[i].State == Hole {
			return false
		}
		if segs[i].Text != "" {
			return strings.HasPrefix(segs[i].Text, "\n")
		}
	}
	return true
}

// dropLine takes the line breaks after an empty line away, or those before it
// when it is the last.
func dropLine(segs []Segment, i int) {
	if after := neighbour(segs, i, +1); after != nil {
		after.Text = strings.TrimLeft(after.Text, "\n")
	} else if before := neighbour(segs, i, -1); before != nil {
		before.Text = strings.TrimRight(before.Text, "\n")
	}
}
