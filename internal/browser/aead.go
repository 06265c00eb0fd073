//go:build js && wasm

package browser

import (
	"context"
	"syscall/js"
)

// AEAD seals and opens with AES-256-GCM in WebCrypto, off the main thread. The key, once given, cannot be read back.
type AEAD struct{ subtle, key js.Value }

// NewAEAD imports a key of 16 or 32 bytes. It fails where the page is not served safely (neither https nor localhost).
func NewAEAD(ctx context.Context, key []byte) (*AEAD, error) {
	subtle := path("crypto", "subtle")
	raw := ToJS(key)
	defer raw.Call("fill", 0)
	imported, err := await(ctx, subtle, "importKey", "raw", raw, "AES-GCM", false, []any{"encrypt", "decrypt"})
	if err != nil {
		return nil, err
	}
	return &AEAD{subtle: subtle, key: imported}, nil
}

// Seal returns the sealed bytes followed by the tag of 16 bytes.
func (a *AEAD) Seal(ctx context.Context, nonce, plain, ad []byte) ([]byte, error) {
	return a.do(ctx, "encrypt", nonce, plain, ad)
}

// Open returns the plain bytes, or a [JSError] named OperationError when they were not sealed so.
func (a *AEAD) Open(ctx context.Context, nonce, sealed, ad []byte) ([]byte, error) {
	return a.do(ctx, "decrypt", nonce, sealed, ad)
}

func (a *AEAD) do(ctx context.Context, method string, nonce, data, ad []byte) ([]byte, error) {
	how := map[string]any{"name": "AES-GCM", "iv": ToJS(nonce), "additionalData": ToJS(ad)}
	out, err := await(ctx, a.subtle, method, how, a.key, ToJS(data))
	if err != nil {
		return nil, err
	}
	return FromJS(out), nil
}
