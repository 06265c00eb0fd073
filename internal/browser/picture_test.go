//go:build js && wasm

package browser

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"testing"
)

func fileOf(t *testing.T, content []byte) File {
	t.Helper()
	f, err := NewBlob().File("", content)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestPicture(t *testing.T) {
	ctx := context.Background()
	noise := image.NewNRGBA(image.Rect(0, 0, 2400, 1200))
	for i := range noise.Pix {
		noise.Pix[i] = byte(rand.Uint32())
	}
	encoded := func(encode func(w io.Writer) error) []byte {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	heavy := encoded(func(w io.Writer) error { return png.Encode(w, noise) })
	for name, c := range map[string]struct {
		file []byte
		max  int
		w, h int // 0: whatever keeps within max
	}{
		"small":              {encoded(func(w io.Writer) error { return jpeg.Encode(w, image.NewGray(image.Rect(0, 0, 30, 20)), nil) }), 300_000, 30, 20},
		"one pixel":          {encoded(func(w io.Writer) error { return png.Encode(w, image.NewGray(image.Rect(0, 0, 1, 1))) }), 300_000, 1, 1},
		"a line":             {encoded(func(w io.Writer) error { return png.Encode(w, image.NewGray(image.Rect(0, 0, 1, 4000))) }), 300_000, 1, 1600},
		"large":              {encoded(func(w io.Writer) error { return png.Encode(w, image.NewGray(image.Rect(0, 0, 3200, 1000))) }), 300_000, 1600, 500},
		"heavy":              {heavy, 300_000, 0, 0},
		"heavy, little room": {heavy, 20_000, 0, 0},
		"moving": {encoded(func(w io.Writer) error {
			return gif.Encode(w, image.NewPaletted(image.Rect(0, 0, 9, 9), color.Palette{color.White, color.Black}), nil)
		}), 300_000, 9, 9},
	} {
		p, err := fileOf(t, c.file).Picture(ctx, c.max, 100<<20)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		m, err := jpeg.Decode(bytes.NewReader(p.JPEG))
		if err != nil || len(p.JPEG) > c.max || m.Bounds().Dx() != p.W || m.Bounds().Dy() != p.H {
			t.Errorf("%s: %d bytes, %d × %d, %v", name, len(p.JPEG), p.W, p.H, err)
		}
		if c.w > 0 && (p.W != c.w || p.H != c.h) || p.W > longSide || p.H > longSide {
			t.Errorf("%s: %d × %d, want %d × %d", name, p.W, p.H, c.w, c.h)
		}
	}

	glass, err := fileOf(t, encoded(func(w io.Writer) error { return png.Encode(w, image.NewNRGBA(image.Rect(0, 0, 8, 8))) })).Picture(ctx, 300_000, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if m, err := jpeg.Decode(bytes.NewReader(glass.JPEG)); err != nil || color.GrayModel.Convert(m.At(4, 4)).(color.Gray).Y < 250 {
		t.Errorf("what lets light through is not white: %v, %v", m.At(4, 4), err)
	}
}

func TestNoPicture(t *testing.T) {
	for name, content := range map[string][]byte{"nothing": nil, "a letter": []byte("Bonjour"), "half": []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")} {
		if _, err := fileOf(t, content).Picture(context.Background(), 300_000, 1<<20); !errors.Is(err, ErrNotPicture) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := fileOf(t, make([]byte, 11)).Picture(context.Background(), 300_000, 10); !errors.Is(err, ErrTooLarge) {
		t.Errorf("too large: %v", err)
	}
	over, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := fileOf(t, nil).Picture(over, 300_000, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
}

func TestBlob(t *testing.T) {
	ctx := context.Background()
	b := NewBlob()
	want := []byte("head\n")
	for range 40 {
		part := make([]byte, rand.IntN(200_000))
		for i := range part {
			part[i] = byte(rand.Uint32())
		}
		want = append(want, part...)
		if n, err := b.Write(part); n != len(part) || err != nil {
			t.Fatal(n, err)
		}
	}
	f, err := b.File("application/octet-stream", []byte("head\n"))
	if err != nil || f.Size != int64(len(want)) {
		t.Fatal(f.Size, err)
	}
	for range 2 { // as often as one likes
		if got, err := io.ReadAll(f.Reader(ctx)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes came back of %d, %v", len(got), len(want), err)
		}
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
