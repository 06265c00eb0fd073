package content

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// tree is a JSON value that remembers the order of its keys, for the checks
// that compare two files. Words are strings: a number or a boolean stands in
// a meta.json alone.
type tree struct {
	text string
	list []tree
	keys []string
	at   map[string]tree
}

func (t tree) isText() bool { return t.list == nil && t.at == nil }

// child returns the value under the keys, or an empty text.
func (t tree) child(keys ...string) tree {
	for _, k := range keys {
		t = t.at[k]
	}
	return t
}

// texts returns the strings of a list.
func (t tree) texts() []string {
	var out []string
	for _, x := range t.list {
		out = append(out, x.text)
	}
	return out
}

// walk visits every string with its path, in the order of the file.
func (t tree) walk(path []string, visit func(path []string, text string)) {
	switch {
	case t.at != nil:
		for _, k := range t.keys {
			t.at[k].walk(append(slices.Clip(path), k), visit)
		}
	case t.list != nil:
		for i, x := range t.list {
			x.walk(append(slices.Clip(path), strconv.Itoa(i)), visit)
		}
	default:
		visit(path, t.text)
	}
}

// shape describes the keys of a value in order, and the length of its lists
// where both languages must have as many.
func (t tree) shape(key string) string {
	switch {
	case t.at != nil:
		var b strings.Builder
		b.WriteString("{")
		for _, k := range t.keys {
			if k != "text_tu" {
				b.WriteString(k + t.at[k].shape(k))
			}
		}
		return b.String() + "}"
	case t.list != nil:
		if key == "text" || key == "say" || key == "avoid" || key == "situations" {
			return "[]"
		}
		return "[" + strconv.Itoa(len(t.list)) + "]"
	}
	return "."
}

var errTwice = errors.New("a key stands twice")

func parseTree(data []byte) (tree, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	t, err := readTree(d)
	if err != nil {
		return tree{}, err
	}
	if _, err := d.Token(); err != io.EOF {
		return tree{}, errors.New("something stands after the end")
	}
	return t, nil
}

func readTree(d *json.Decoder) (tree, error) {
	token, err := d.Token()
	if err != nil {
		return tree{}, err
	}
	switch x := token.(type) {
	case string:
		return tree{text: x}, nil
	case json.Delim:
		if x == '[' {
			return readList(d)
		}
		return readObject(d)
	}
	return tree{}, errors.New("words are strings")
}

func readList(d *json.Decoder) (tree, error) {
	t := tree{list: []tree{}}
	for d.More() {
		x, err := readTree(d)
		if err != nil {
			return tree{}, err
		}
		t.list = append(t.list, x)
	}
	_, err := d.Token()
	return t, err
}

func readObject(d *json.Decoder) (tree, error) {
	t := tree{at: map[string]tree{}}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return tree{}, err
		}
		k, _ := key.(string)
		if _, twice := t.at[k]; twice {
			return tree{}, errTwice
		}
		if t.at[k], err = readTree(d); err != nil {
			return tree{}, err
		}
		t.keys = append(t.keys, k)
	}
	_, err := d.Token()
	return t, err
}

// sortedKeys returns the keys of m in order, for messages that stay the same.
func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
