//go:build js && wasm

package browser

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"fmt"
	"testing"
)

func TestAEADAgreesWithGo(t *testing.T) {
	ctx := context.Background()
	key := []byte("0123456789abcdef0123456789ABCDEF")
	block, err := aes.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	want, err := cipher.NewGCM(block)
	if err != nil {
		t.Fatal(err)
	}
	a, err := NewAEAD(ctx, key)
	if err != nil {
		t.Fatal(err)
	}
	var parts [][3][]byte
	for i, plain := range [][]byte{nil, []byte("é"), bytes.Repeat([]byte("promise "), 4000)} {
		parts = append(parts, [3][]byte{fmt.Appendf(nil, "nonce %06d", i), plain, fmt.Append(nil, "rev|", i)})
	}
	all, err := a.Seal(ctx, parts...)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range parts {
		sealed, nonce, plain, ad := all[i], p[0], p[1], p[2]
		if !bytes.Equal(sealed, want.Seal(nil, nonce, plain, ad)) {
			t.Errorf("%d bytes sealed otherwise", len(plain))
		}
		if got, err := a.Open(ctx, nonce, sealed, ad); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes opened otherwise: %v", len(plain), err)
		}
		if _, err := a.Open(ctx, nonce, sealed, append(ad, 'x')); !Named(err, "OperationError") {
			t.Errorf("another context: %v", err)
		}
		sealed[0] ^= 1
		if _, err := a.Open(ctx, nonce, sealed, ad); !Named(err, "OperationError") {
			t.Errorf("a flipped bit: %v", err)
		}
	}
	if a.key.Get("extractable").Bool() {
		t.Error("the key can be read back")
	}
	if _, err := NewAEAD(ctx, key[:5]); err == nil {
		t.Error("a short key was taken")
	}
}

func BenchmarkSeal(b *testing.B) {
	for _, size := range []int{300, 64 << 10} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			a, err := NewAEAD(context.Background(), make([]byte, 32))
			if err != nil {
				b.Fatal(err)
			}
			plain, nonce := make([]byte, size), make([]byte, 12)
			b.SetBytes(int64(size))
			for b.Loop() {
				if _, err := a.Seal(context.Background(), [3][]byte{nonce, plain, nonce}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
