// Package contacts brings people in from other address books, and takes them out to them.
//
// In: [Read] makes a [File] of vCards (2.1, 3.0, 4.0) or of a table (comma-separated values of Google, Outlook, Apple, or a
// plain list). It says for each column what it is guessed to be; whoever imports may change that. [File.Contact] makes one
// person of a row, [Matcher] finds who is known already, and [Plan] makes what is to be saved.
//
// No name and no number is lost: other ones become details of the client, and what has no place goes into the attentions,
// one labelled line each, in the language of the screen. What could not be understood is told by a [Problem], beside the
// row as the file has it.
//
// Out: [WriteCard] and [Cells] write clients for telephones and spreadsheets.
//
// A file comes from outside. What it may measure is limited, the work is proportional to its size, and nothing in it is
// trusted. Written here because the vCard libraries for Go read neither quoted-printable nor other charsets, which is what
// telephones export.
package contacts

import (
	"errors"
	"strings"

	"trousse/internal/exchange/charset"
)

// The errors that the screens put in words.
var (
	ErrEmpty    = errors.New("the file holds nobody")
	ErrNot      = errors.New("neither vCards nor a table")
	ErrWorkbook = errors.New("a workbook, to be saved as CSV first")
	ErrPicture  = errors.New("a picture")
	ErrBackup   = errors.New("a backup, or another sealed file")
	ErrTooLarge = errors.New("the file is too large")
	ErrTooMany  = errors.New("too many people in one file")
)

// What a file may measure. Photos count in the file, and are passed over.
const (
	MaxFile    = 64 << 20 // bytes
	MaxPeople  = 20_000
	MaxColumns = 400
	MaxCells   = 1_000_000 // of the whole file
	MaxValue   = 64 << 10  // bytes of one value; the rest of it is cut, and told
	maxOfOne   = 500       // cells of one person
)

// Source tells what a file is.
type Source string

// The sources.
const (
	VCard Source = "vcard"
	CSV   Source = "csv"
)

// Options tell how to read a file. The zero value guesses everything.
type Options struct {
	Charset   charset.Name
	Separator byte // of a table
	Header    Header
	// Pause is called now and then with how far the work is, in bytes. It may wait, for the screen's sake.
	Pause func(done, of int)
}

// Header tells whether the first row of a table names the columns.
type Header int

// The choices.
const (
	GuessHeader Header = iota
	WithHeader
	WithoutHeader
)

// File is what was read: rows of cells, not yet people.
type File struct {
	Source  Source
	Options Options // as it was read: what was guessed is filled in
	Columns []Column
	Rows    []Row
	Cut     int // how many values were cut or left out, past what one person may bring

	own    bool // a table that this kit wrote
	flip   bool // whole names stand as “Roy, Jean”
	cells  int
	firsts []string
	known  map[string]Field // what properties become
	labels map[string]labelKind
}

// Column is one kind of information. Of vCards, a column is a property, or a part of N.
type Column struct {
	Name  string // as the file names it; empty without a header
	Field Field  // what it becomes: to be changed at will

	kind  kind
	group string // of an address in parts
	whole bool   // an address that is written out, beside its parts
	label int    // the column, from 1, that tells what kind of value this one holds
	many  bool   // of a table of this kit's: one value a line, each under its label
}

// Row is one person as the file tells.
type Row struct {
	Line int // where it begins, from 1

	cells   string // packed: what many people take is what their file does
	own     bool   // written by this kit
	group   bool   // a list of people rather than one
	charset bool   // some text is in a charset that is not known
}

// Cell is one value.
type Cell struct {
	Column int
	Value  string

	kind  kind
	label string // what the file calls this value, when it is not one of the kinds
	pref  int    // the lower, the more it is preferred; 0: nothing was said
}

// Read reads a file. The errors are those above.
func Read(data []byte, opt Options) (*File, error) {
	if len(data) > MaxFile {
		return nil, ErrTooLarge
	}
	if opt.Pause == nil {
		opt.Pause = func(int, int) {}
	}
	if err := another(data); err != nil {
		return nil, err
	}
	text, as := charset.Open(data, opt.Charset)
	opt.Charset = as
	f := &File{Options: opt, known: make(map[string]Field), labels: make(map[string]labelKind)}
	var err error
	switch {
	case strings.TrimSpace(text) == "":
		return nil, ErrEmpty
	case isVCard(text):
		f.Source = VCard
		if err = f.readVCards(text); err == nil && len(f.Rows) == 0 {
			err = f.readVCards(outdented(text)) // as cards stand in a letter
		}
	case isTable(text):
		f.Source = CSV
		err = f.readTable(text)
	default:
		return nil, ErrNot
	}
	if err != nil {
		return nil, err
	}
	if len(f.Rows) == 0 {
		return nil, ErrEmpty
	}
	return f, nil
}

// another tells what people choose by mistake, as it begins.
func another(data []byte) error {
	for _, kind := range []struct {
		at     int
		begins string
		err    error
	}{
		{0, "PK\x03\x04", ErrWorkbook}, {0, "\xD0\xCF\x11\xE0", ErrWorkbook},
		{0, "\xFF\xD8\xFF", ErrPicture}, {0, "\x89PNG", ErrPicture}, {0, "GIF8", ErrPicture}, {8, "WEBP", ErrPicture},
		{4, "ftyphe", ErrPicture}, {4, "ftypmif", ErrPicture}, {4, "ftypavif", ErrPicture},
		{0, "age-encryption.org/", ErrBackup}, {0, "-----BEGIN AGE ", ErrBackup}, {0, `{"format":"trousse-backup"`, ErrBackup},
	} {
		if end := kind.at + len(kind.begins); len(data) >= end && string(data[kind.at:end]) == kind.begins {
			return kind.err
		}
	}
	return nil
}

// Firsts is the first value of each column, cut to what a line shows; empty for a column without any.
func (f *File) Firsts() []string {
	all := make([]string, len(f.Columns))
	copy(all, f.firsts)
	return all
}

// isTable refuses what no table is: pages, programs' data, and what holds more than a stray control character.
func isTable(data string) bool {
	head := strings.TrimSpace(data[:min(len(data), 4096)])
	if head == "" {
		return true
	}
	if strings.IndexByte("<{[%", head[0]) >= 0 || strings.HasPrefix(head, "BEGIN:") {
		return false
	}
	odd := 0
	for i := range len(head) {
		if c := head[i]; c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			odd++
		}
	}
	return odd*50 <= len(head)
}

// put adds a cell to a row, cleaned. It tells whether there was anything in it.
func (f *File) put(row *draft, c Cell) bool {
	if len(c.Value) > MaxValue {
		c.Value = cutBytes(c.Value, MaxValue)
		f.Cut++
	}
	if c.Value = clean(c.Value); c.Value == "" {
		return false
	}
	if len(row.all) >= maxOfOne {
		f.Cut++
		return false
	}
	row.all = append(row.all, c)
	f.cells++
	return true
}

// add adds a row that holds anything.
func (f *File) add(row *draft) error {
	switch {
	case len(row.all) == 0:
		return nil
	case len(f.Rows) >= MaxPeople:
		return ErrTooMany
	case f.cells > MaxCells:
		return ErrTooLarge
	}
	row.cells = packed(row.all)
	for _, c := range row.all {
		for c.Column >= len(f.firsts) {
			f.firsts = append(f.firsts, "")
		}
		if f.firsts[c.Column] == "" {
			f.firsts[c.Column] = strings.Clone(cutRunes(one(c.Value, " "), 60))
		}
	}
	f.Rows = append(f.Rows, row.Row)
	return nil
}
