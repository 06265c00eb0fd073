// Package goaead seals with Go's own AES-256-GCM. It stands apart from package vault so that the program in the browser,
// which seals with WebCrypto, does not carry a second cipher.
package goaead

import (
	"context"
	"crypto/aes"
	"crypto/cipher"

	"trousse/internal/vault"
)

type aead struct{ gcm cipher.AEAD }

// New works under the given key of [vault.KeySize] bytes.
func New(_ context.Context, key []byte) (vault.AEAD, error) {
	if len(key) != vault.KeySize {
		return nil, aes.KeySizeError(len(key))
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return aead{gcm}, nil
}

func (a aead) Seal(_ context.Context, all ...[3][]byte) ([][]byte, error) {
	sealed := make([][]byte, len(all))
	for i, p := range all {
		sealed[i] = a.gcm.Seal(nil, p[0], p[1], p[2])
	}
	return sealed, nil
}

func (a aead) Open(_ context.Context, nonce, sealed, ad []byte) ([]byte, error) {
	return a.gcm.Open(nil, nonce, sealed, ad)
}
