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

// Seal seals each text with its nonce and additional data, and returns them followed by their tags of 16 bytes. All are under way
// at once, and waited for once.
func (a *AEAD) Seal(ctx context.Context, all ...[3][]byte) ([][]byte, error) {
	if err := ctx.Err(); err != nil { // else a rejection would be heard by nobody
		return nil, err
	}
	var results js.Value
	err := Try(func() {
		under := make([]any, len(all))
		for i, p := range all {
			under[i] = a.subtle.Call("encrypt", how(p[0], p[2]), a.key, ToJS(p[1]))
		}
		results = promises.Call("all", under)
	})
	if err == nil {
		results, err = Await(ctx, results)
	}
	if err != nil {
		return nil, err
	}
	sealed := make([][]byte, len(all))
	for i := range sealed {
		sealed[i] = FromJS(results.Index(i))
	}
	return sealed, nil
}

// Open returns the plain bytes, or a [JSError] named OperationError when they were not sealed so.
func (a *AEAD) Open(ctx context.Context, nonce, sealed, ad []byte) ([]byte, error) {
	out, err := await(ctx, a.subtle, "decrypt", how(nonce, ad), a.key, ToJS(sealed))
	if err != nil {
		return nil, err
	}
	return FromJS(out), nil
}

// how is made anew each time: one nonce may never be taken for another.
func how(nonce, ad []byte) map[string]any {
	return map[string]any{"name": "AES-GCM", "iv": ToJS(nonce), "additionalData": ToJS(ad)}
}
