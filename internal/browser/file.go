//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"strconv"
	"syscall/js"
)

// ErrTooLarge is returned for a file over the size that the caller can take.
var ErrTooLarge = errors.New("file too large")

// StatusError is an answer of the server other than success.
type StatusError int

func (e StatusError) Error() string { return "http status " + strconv.Itoa(int(e)) }

// Fetch reads a file of our own origin.
func Fetch(ctx context.Context, url string) ([]byte, error) {
	abort := path("AbortController").New()
	how := map[string]any{"mode": "same-origin", "credentials": "same-origin", "signal": abort.Get("signal")}
	response, err := await(ctx, window, "fetch", url, how)
	if err == nil && !yes(prop(response, "ok")) {
		err = StatusError(response.Get("status").Int())
	}
	var body js.Value
	if err == nil {
		body, err = await(ctx, response, "arrayBuffer")
	}
	if err != nil {
		abort.Call("abort")
		return nil, err
	}
	return FromJS(body), nil
}

// File is a file that the user picked.
type File struct {
	Name string
	Size int64 // bytes
	file js.Value
}

// PickedFile is the file chosen in the file input with that name, if any.
func PickedFile(inputName string) (File, bool) {
	selector := "input[type=file][name=" + strconv.Quote(inputName) + "]"
	input, err := call(path("document"), "querySelector", selector)
	if err != nil {
		return File{}, false
	}
	file := prop(prop(input, "files"), "0")
	if file.Type() != js.TypeObject {
		return File{}, false
	}
	return File{Name: text(prop(file, "name")), Size: int64(prop(file, "size").Float()), file: file}, true
}

// Read reads the whole file, or returns [ErrTooLarge] when it has more than max bytes.
func (f File) Read(ctx context.Context, max int64) ([]byte, error) {
	if f.Size > max {
		return nil, ErrTooLarge
	}
	body, err := await(ctx, f.file, "arrayBuffer")
	if err != nil {
		return nil, err
	}
	return FromJS(body), nil
}
