//go:build js && wasm

package browser

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"syscall/js"
	"testing"
)

// prose is what compresses, but not to nothing.
func prose(n int) []byte {
	var b bytes.Buffer
	for b.Len() < n {
		b.WriteString("promise ")
		b.WriteByte(byte('a' + rand.IntN(26)))
	}
	return b.Bytes()[:n]
}

func TestGzip(t *testing.T) {
	ctx := context.Background()
	for _, n := range []int{0, 1, 100_000, 5 << 20} {
		plain := prose(n)
		var packed bytes.Buffer
		w := Gzip(ctx)(&packed)
		for rest := plain; len(rest) > 0; {
			some := min(len(rest), 1+rand.IntN(200_000))
			if got, err := w.Write(rest[:some]); got != some || err != nil {
				t.Fatal(got, err)
			}
			rest = rest[some:]
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if n > 1000 && packed.Len() > n/2 {
			t.Errorf("%d bytes packed into %d", n, packed.Len())
		}
		r, err := gzip.NewReader(&packed)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes: %d came back, %v", n, len(got), err)
		}
		if _, err := w.Write([]byte("x")); err == nil {
			t.Error("written after its end")
		}
	}
}

var errFull = errors.New("no room")

type full struct{ left int }

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestGzipFails(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	for _, room := range []int{0, 200_000} {
		w := Gzip(ctx)(&full{room})
		var err error
		for i := 0; i < 50 && err == nil; i++ {
			_, err = w.Write(prose(1 << 18))
		}
		if closed := w.Close(); err == nil {
			err = closed
		}
		if !errors.Is(err, errFull) {
			t.Errorf("room for %d: %v", room, err)
		}
	}
	w := Gzip(ctx)(io.Discard)
	cancel()
	if _, err := w.Write(prose(100)); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
	if w.Close() == nil {
		t.Error("closed as if nothing were")
	}
	former := js.Global().Get("CompressionStream")
	defer js.Global().Set("CompressionStream", former)
	js.Global().Delete("CompressionStream")
	if Gzip(ctx) != nil {
		t.Error("packs without the means")
	}
}

func TestBlob(t *testing.T) {
	ctx := context.Background()
	b := NewBlob()
	var want []byte
	for range 40 {
		part := prose(rand.IntN(200_000))
		want = append(want, part...)
		if n, err := b.Write(part); n != len(part) || err != nil {
			t.Fatal(n, err)
		}
	}
	f, err := b.File("application/octet-stream")
	if err != nil || f.Size != int64(len(want)) {
		t.Fatal(f.Size, err)
	}
	for range 2 { // as often as one likes
		if got, err := io.ReadAll(f.Reader(ctx)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes came back of %d, %v", len(got), len(want), err)
		}
	}
	if got, err := f.Read(ctx, f.Size); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%d bytes at once, %v", len(got), err)
	}
	empty, err := NewBlob().File("text/plain")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(empty.Reader(ctx)); err != nil || len(got) != 0 {
		t.Errorf("%q, %v", got, err)
	}
	over, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := io.ReadAll(f.Reader(over)); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
	f.Size++ // as if it were cut meanwhile
	if _, err := io.ReadAll(f.Reader(ctx)); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("cut: %v", err)
	}
}
