//go:build js && wasm

package browser

import (
	"context"
	"io"
	"syscall/js"
)

// Gzip is what compresses with gzip, done by the browser off the main thread, or nil where it cannot. The writer that it
// makes must be closed.
func Gzip(ctx context.Context) func(io.Writer) io.WriteCloser {
	if path("CompressionStream").Type() != js.TypeFunction {
		return nil
	}
	return func(w io.Writer) io.WriteCloser { return newPacker(ctx, w) }
}

// packer feeds a compression stream, and writes to w what comes out of it.
type packer struct {
	ctx  context.Context
	in   js.Value      // writer of the stream
	over chan struct{} // closed when everything came out, or err is set
	err  error
}

func newPacker(ctx context.Context, w io.Writer) *packer {
	p := &packer{ctx: ctx, over: make(chan struct{})}
	var out js.Value
	p.err = Try(func() {
		stream := path("CompressionStream").New("gzip")
		p.in, out = stream.Get("writable").Call("getWriter"), stream.Get("readable").Call("getReader")
	})
	if p.err != nil {
		close(p.over)
		return p
	}
	go func() {
		defer close(p.over)
		if p.err = p.drain(out, w); p.err != nil {
			_, _ = call(out, "cancel") // and no write waits any more
		}
	}()
	return p
}

func (p *packer) drain(out js.Value, w io.Writer) error {
	for {
		got, err := await(p.ctx, out, "read")
		if err != nil {
			return err
		}
		if yes(prop(got, "done")) {
			return nil
		}
		if _, err := w.Write(FromJS(prop(got, "value"))); err != nil {
			return err
		}
	}
}

// do calls the stream, unless it is over already.
func (p *packer) do(method string, args ...any) error {
	select {
	case <-p.over:
		return p.reason(io.ErrClosedPipe)
	default:
	}
	if _, err := await(p.ctx, p.in, method, args...); err != nil {
		_, _ = call(p.in, "abort")
		<-p.over
		return p.reason(err)
	}
	return nil
}

// reason is why what comes out went wrong, which explains more than what that did to what goes in.
func (p *packer) reason(err error) error {
	if p.err != nil {
		return p.err
	}
	return err
}

func (p *packer) Write(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	if err := p.do("write", ToJS(b)); err != nil {
		return 0, err
	}
	return len(b), nil
}

func (p *packer) Close() error {
	if err := p.do("close"); err != nil {
		return err
	}
	<-p.over
	return p.err
}

// Blob gathers bytes outside of Go's memory, which never shrinks: a file that is being made.
type Blob struct {
	parts js.Value
	n     int
}

// NewBlob is empty.
func NewBlob() *Blob { return &Blob{parts: path("Array").New()} }

// Write implements [io.Writer].
func (b *Blob) Write(part []byte) (int, error) {
	if err := Try(func() { b.parts.SetIndex(b.n, ToJS(part)) }); err != nil {
		return 0, err
	}
	b.n++
	return len(part), nil
}

// File is what was gathered so far, of the given type.
func (b *Blob) File(mime string) (f File, err error) {
	err = Try(func() {
		f.file = path("Blob").New(b.parts, map[string]any{"type": mime})
		f.Size = int64(f.file.Get("size").Float())
	})
	return f, err
}
