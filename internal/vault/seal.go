package vault

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
)

// AEAD is AES-256-GCM under one key: 12-byte nonces, 16-byte tags at the end of what was sealed.
type AEAD interface {
	// Seal seals all of them side by side, or none. Each is a nonce, a text and its additional data.
	Seal(ctx context.Context, all ...[3][]byte) ([][]byte, error)
	Open(ctx context.Context, nonce, sealed, ad []byte) ([]byte, error)
}

// The sealed format: one version byte, the nonce, then the ciphertext of the padded plaintext and its tag. Padded: four
// bytes of length, the plaintext, zeros up to the next multiple of [Bucket]; so that sizes tell little.
const (
	Version   = 1
	NonceSize = 12
	Bucket    = 256

	tagSize    = 16
	prefixSize = 4
)

// Box seals and opens bytes under a vault's key. What was sealed in one context opens in no other.
type Box struct {
	aead  AEAD
	bound string
}

// NewBox is the box of a vault; aead works under the vault's key.
func NewBox(v Vault, aead AEAD) *Box { return &Box{aead: aead, bound: v.ID + "|" + v.KeyID + "|"} }

// Plain is what is sealed in a context.
type Plain struct {
	Context string
	Text    []byte
}

// Seal seals bytes with a fresh random nonce.
func (b *Box) Seal(ctx context.Context, context string, plain []byte) ([]byte, error) {
	sealed, err := b.SealAll(ctx, []Plain{{context, plain}})
	if err != nil {
		return nil, err
	}
	return sealed[0], nil
}

// SealAll seals each of the texts with a fresh random nonce: together they take less than one after the other.
func (b *Box) SealAll(ctx context.Context, all []Plain) ([][]byte, error) {
	const head = 1 + NonceSize
	random := make([]byte, head*len(all))
	rand.Read(random)
	boxes, parts := make([][]byte, len(all)), make([][3][]byte, len(all))
	for i, p := range all {
		boxes[i] = random[head*i : head*(i+1) : head*(i+1)]
		boxes[i][0] = Version
		parts[i] = [3][]byte{boxes[i][1:], pad(p.Text), b.ad(p.Context)}
	}
	sealed, err := b.aead.Seal(ctx, parts...)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	for i := range boxes {
		boxes[i] = append(boxes[i], sealed[i]...)
	}
	return boxes, nil
}

// Open opens what Seal made in the same context. Bytes that do not open are [ErrSealed]; bytes in a later format are
// [ErrNewer].
func (b *Box) Open(ctx context.Context, context string, sealed []byte) ([]byte, error) {
	switch {
	case len(sealed) > 0 && sealed[0] > Version:
		return nil, ErrNewer
	case len(sealed) < 1+NonceSize+Bucket+tagSize || sealed[0] != Version:
		return nil, ErrSealed
	}
	plain, err := b.aead.Open(ctx, sealed[1:1+NonceSize], sealed[1+NonceSize:], b.ad(context))
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("%w: %v", ErrSealed, err)
	}
	return unpad(plain)
}

// ad is the additional data: what the sealed bytes are, of which vault, under which key. The ids have a fixed length, so
// that no two contexts read the same.
func (b *Box) ad(context string) []byte { return []byte(b.bound + context) }

func padded(n int) int { return (prefixSize + n + Bucket - 1) / Bucket * Bucket }

func pad(plain []byte) []byte {
	p := make([]byte, padded(len(plain)))
	binary.BigEndian.PutUint32(p, uint32(len(plain)))
	copy(p[prefixSize:], plain)
	return p
}

func unpad(p []byte) ([]byte, error) {
	if len(p) < prefixSize {
		return nil, ErrSealed
	}
	n := uint64(binary.BigEndian.Uint32(p))
	if n > uint64(len(p)-prefixSize) {
		return nil, ErrSealed
	}
	return p[prefixSize : prefixSize+n], nil
}
