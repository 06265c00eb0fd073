package content

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// lineOf is the line of a file that a key stands on, or the nearest of its
// parents: each part of the key is looked for behind the one before it. Without
// a key, what an error names is looked for. It is 0 when there is nothing to find.
func lineOf(file []byte, key string, args []any) int {
	at := 0
	for part := range strings.SplitSeq(key, ".") {
		if i := bytes.Index(file[at:], []byte(`"`+part+`"`)); part != "" && i >= 0 {
			at += i
		}
	}
	for _, arg := range args {
		if err, ok := arg.(error); ok && key == "" {
			at = offset(file, err)
		}
	}
	if at == 0 {
		return 0
	}
	return 1 + bytes.Count(file[:min(at, len(file))], []byte("\n"))
}

// offset is where an error of the JSON reader, or of a link, points to.
func offset(file []byte, err error) int {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return int(syntax.Offset)
	case errors.As(err, &kind):
		return int(kind.Offset)
	}
	_, name, _ := strings.Cut(err.Error(), errUnknownKey.Error()+" ")
	if name == "" {
		_, name, _ = strings.Cut(err.Error(), "link to ")
		name, _, _ = strings.Cut(name, " ")
		name = `"` + name[strings.LastIndex(name, "/")+1:] + `"`
	}
	if name, _, _ = strings.Cut(name, "\n"); name == `""` {
		return 0
	}
	return max(0, bytes.Index(file, []byte(name)))
}
