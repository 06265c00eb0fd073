//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"io"
	"strconv"
	"syscall/js"
	"time"
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
	return asFile(prop(prop(input, "files"), "0"))
}

func asFile(file js.Value) (File, bool) {
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

// sliceSize is how much of a file is read at a time: 1 MiB.
const sliceSize = 1 << 20

// Reader reads the file from its beginning, a slice at a time: the screen gets its turn in between.
func (f File) Reader(ctx context.Context) io.Reader { return &sliced{ctx: ctx, file: f} }

type sliced struct {
	ctx  context.Context
	file File
	at   int64
	rest []byte
}

func (s *sliced) Read(b []byte) (int, error) {
	if len(s.rest) == 0 {
		if s.at >= s.file.Size {
			return 0, io.EOF
		}
		end := min(s.at+sliceSize, s.file.Size)
		part, err := call(s.file.file, "slice", float64(s.at), float64(end))
		var body js.Value
		if err == nil {
			body, err = await(s.ctx, part, "arrayBuffer")
		}
		if err != nil {
			return 0, err
		}
		if s.rest = FromJS(body); int64(len(s.rest)) != end-s.at { // it was cut meanwhile
			return 0, io.ErrUnexpectedEOF
		}
		s.at = end
	}
	n := copy(b, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

// Download offers the file to keep, under a name.
func (f File) Download(name string) error {
	return Try(func() {
		url := path("URL").Call("createObjectURL", f.file)
		press(url.String(), name)
		time.AfterFunc(blobLife, func() { path("URL").Call("revokeObjectURL", url) })
	})
}

// CanShare tells whether the device can hand the file to another app, under a name.
func (f File) CanShare(name string) bool {
	can, err := f.share("canShare", name)
	return err == nil && yes(can)
}

// Share hands it over. A [JSError] named AbortError means that the user thought better of it.
func (f File) Share(ctx context.Context, name string) error {
	promise, err := f.share("share", name)
	if err != nil {
		return err
	}
	_, err = Await(ctx, promise)
	return err
}

func (f File) share(method, name string) (got js.Value, err error) {
	if tried := Try(func() {
		mime := map[string]any{"type": f.file.Get("type").String()}
		named := path("File").New([]any{f.file}, name, mime)
		got, err = call(path("navigator"), method, map[string]any{"files": []any{named}})
	}); tried != nil {
		err = tried
	}
	return got, err
}

// Blob gathers the bytes of a file that is being made outside of Go's memory, which never shrinks.
type Blob struct {
	parts   js.Value
	n       int
	pending []byte
}

// NewBlob is empty.
func NewBlob() *Blob { return &Blob{parts: path("Array").New()} }

// Write implements [io.Writer].
func (b *Blob) Write(part []byte) (int, error) {
	b.pending = append(b.pending, part...)
	if len(b.pending) >= sliceSize {
		if err := b.flush(); err != nil {
			return 0, err
		}
	}
	return len(part), nil
}

// flush hands over what is pending. A part that is a Blob itself can lie on the disk.
func (b *Blob) flush() error {
	err := Try(func() { b.parts.SetIndex(b.n, path("Blob").New([]any{ToJS(b.pending)})) })
	b.n++
	b.pending = b.pending[:0]
	return err
}

// File is a head, then what was gathered.
func (b *Blob) File(mime string, head []byte) (f File, err error) {
	if err := b.flush(); err != nil {
		return f, err
	}
	err = Try(func() {
		rest := path("Blob").New(b.parts)
		f.file = path("Blob").New([]any{ToJS(head), rest}, map[string]any{"type": mime})
		f.Size = int64(f.file.Get("size").Float())
	})
	return f, err
}
