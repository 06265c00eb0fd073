// Package sheet reads and writes tables as comma-separated values, in the ways that spreadsheets and address books use.
//
// Reading forgives what a person would: any separator, any line end, quotes that nobody doubled or closed. encoding/csv
// refuses those files, and reads a bare CR as text. Writing is strict, and made so that a spreadsheet in French or in
// English opens the file right and runs nothing.
package sheet

import "strings"

// Separators are those that can be guessed, the likeliest first when two fit as well.
const Separators = "\t;|,"

// Reader reads rows. Its work is proportional to the size of the data, whatever that is.
type Reader struct {
	Most int // cells of a row that are kept; 0: all
	Left int // how many were not

	data  string
	at    int
	line  int
	sep   byte
	noEnd bool // a quote was opened and nothing closes it: from there on quotes are text
	cells []string
}

// NewReader reads the data, which is in UTF-8 or in any way of writing that keeps ASCII in one byte.
func NewReader(data string, sep byte) *Reader { return &Reader{data: data, sep: sep, line: 1} }

// Next reads the next row that holds anything, and the line where it begins, from 1. The list is good until the next call.
// It returns nil at the end.
func (r *Reader) Next() (cells []string, line int) {
	for r.at < len(r.data) {
		r.cells, line = r.cells[:0], r.line
		for more := true; more; {
			more = r.cell()
		}
		for _, c := range r.cells {
			if strings.TrimSpace(c) != "" {
				return r.cells, line
			}
		}
	}
	return nil, 0
}

// Done is how many bytes were read.
func (r *Reader) Done() int { return r.at }

// Line is the number of the line that comes next, from 1.
func (r *Reader) Line() int { return r.line }

// cell reads one cell, and tells whether the row goes on.
func (r *Reader) cell() (more bool) {
	start := r.at
	for r.at < len(r.data) && r.data[r.at] == ' ' {
		r.at++
	}
	if r.at < len(r.data) && r.data[r.at] == '"' && !r.noEnd {
		if r.quoted() {
			return r.ends()
		}
		r.noEnd = true
	}
	r.at = start
	for r.at < len(r.data) && !r.parts(r.data[r.at]) {
		r.at++
	}
	r.keep(r.data[start:r.at])
	return r.ends()
}

// parts tells whether a byte parts two cells or two rows.
func (r *Reader) parts(c byte) bool { return c == r.sep || c == '\n' || c == '\r' }

func (r *Reader) keep(cell string) {
	if r.Most > 0 && len(r.cells) >= r.Most {
		r.Left++
		return
	}
	r.cells = append(r.cells, cell)
}

// ends goes past what ends a cell: a separator, after which the row goes on, or a line end.
func (r *Reader) ends() (more bool) {
	if r.at >= len(r.data) {
		return false
	}
	c := r.data[r.at]
	r.at++
	if c == r.sep {
		return true
	}
	if c == '\r' && r.at < len(r.data) && r.data[r.at] == '\n' {
		r.at++
	}
	r.line++
	return false
}

// quoted reads a cell between quotes. A quote closes only where the cell can end; any other is text, doubled or not. It
// returns false, and reads nothing, when no quote closes.
func (r *Reader) quoted() bool {
	lines, doubled := 0, false
	for i := r.at + 1; i < len(r.data); i++ {
		switch c := r.data[i]; {
		case c == '\n' || c == '\r' && (i+1 == len(r.data) || r.data[i+1] != '\n'):
			lines++
		case c != '"':
		case i+1 < len(r.data) && r.data[i+1] == '"':
			doubled = true
			i++
		default:
			end := i + 1
			for end < len(r.data) && r.data[end] == ' ' {
				end++
			}
			if end < len(r.data) && !r.parts(r.data[end]) {
				continue
			}
			text := r.data[r.at+1 : i]
			if doubled {
				text = strings.ReplaceAll(text, `""`, `"`)
			}
			r.keep(text)
			r.at, r.line = end, r.line+lines
			return true
		}
	}
	return false
}

// Guess finds the separator of a table from its first rows. A first line “sep=;”, as spreadsheets write, decides; it is
// for [Skip] to pass. A table of one column has a comma, which nothing uses.
func Guess(data string) byte {
	if n := declared(data); n > 0 {
		return data[strings.IndexByte(data, '=')+1]
	}
	head := data[:min(len(data), 64<<10)]
	best, bestScore := byte(','), 0.0
	for i := range len(Separators) {
		sep := Separators[i]
		if s := score(head, sep); s > bestScore {
			best, bestScore = sep, s
		}
	}
	return best
}

// Skip passes over a first line that names the separator, and tells how many lines it has passed.
func Skip(data string) (rest string, lines int) {
	if n := declared(data); n > 0 {
		return data[n:], 1
	}
	return data, 0
}

// declared is the length of a first line that names the separator, its end included; 0 when there is none.
func declared(data string) int {
	end := strings.IndexAny(data[:min(len(data), 9)], "\r\n")
	if end < 0 {
		return 0
	}
	if line := strings.Trim(data[:end], `"`); len(line) != 5 || !strings.EqualFold(line[:4], "sep=") {
		return 0
	}
	if data[end] == '\r' && end+1 < len(data) && data[end+1] == '\n' {
		end++
	}
	return end + 1
}

// score tells how well a separator fits: the share of rows with the usual number of cells, when that is more than one,
// and a little more for more cells.
func score(head string, sep byte) float64 {
	const most = 30
	var counts []int
	r := NewReader(head, sep)
	r.Most = 1000
	for len(counts) < most {
		cells, _ := r.Next()
		if cells == nil {
			break
		}
		counts = append(counts, len(cells))
	}
	if len(head) == 64<<10 && len(counts) > 1 && len(counts) < most {
		counts = counts[:len(counts)-1] // the last row was cut
	}
	usual, rows := 0, 0
	for _, n := range counts {
		same := 0
		for _, m := range counts {
			if n == m {
				same++
			}
		}
		if same > rows || same == rows && n > usual {
			usual, rows = n, same
		}
	}
	if usual < 2 {
		return 0
	}
	return float64(rows)/float64(len(counts)) + float64(min(usual, 50))/200
}
