//go:build js && wasm

package browser

import (
	"context"
	"crypto/rand"
	"errors"
	"syscall/js"
)

// ErrNoPasskey is returned when the device can make no passkey that answers with a secret, or has lost it.
var ErrNoPasskey = errors.New("no passkey with a secret")

// passkeyWait is how long the device may ask its user, in milliseconds.
const passkeyWait = 120_000

// CanPasskey tells whether the device may well have passkeys of its own that answer with a secret. Only making one tells for
// sure.
func CanPasskey(ctx context.Context) bool {
	class := path("PublicKeyCredential")
	own, err := await(ctx, class, "isUserVerifyingPlatformAuthenticatorAvailable")
	if err != nil || !yes(own) {
		return false
	}
	can, err := await(ctx, class, "getClientCapabilities")
	known := prop(can, "extension:prf")
	return err != nil || known.IsUndefined() || yes(known)
}

// NewPasskey makes a passkey under a name that the device shows, and asks it with the salt. It must be called in a press. A
// refusal by the user is a [JSError] named NotAllowedError.
func NewPasskey(ctx context.Context, name string, salt []byte) (credential, answer []byte, err error) {
	id := random(16)
	made, err := await(ctx, path("navigator", "credentials"), "create", map[string]any{"publicKey": map[string]any{
		"challenge": random(32), // nobody checks what is signed: it is the secret that counts
		"rp":        map[string]any{"name": name},
		"user":      map[string]any{"id": id, "name": name, "displayName": name},
		"pubKeyCredParams": []any{
			map[string]any{"type": "public-key", "alg": -7}, map[string]any{"type": "public-key", "alg": -257},
		},
		"authenticatorSelection": map[string]any{"authenticatorAttachment": "platform", "residentKey": "discouraged", "userVerification": "required"},
		"timeout":                passkeyWait,
		"extensions":             prf(salt),
	}})
	if err != nil {
		return nil, nil, err
	}
	credential = FromJS(byteArray.New(prop(made, "rawId")))
	results, err := call(made, "getClientExtensionResults")
	if err != nil {
		return nil, nil, err
	}
	answered := prop(results, "prf")
	if answer = answerOf(answered); answer != nil {
		return credential, answer, nil
	}
	if !yes(prop(answered, "enabled")) {
		return nil, nil, ErrNoPasskey
	}
	answer, err = AskPasskey(ctx, credential, salt)
	return credential, answer, err
}

// AskPasskey asks a passkey with the salt. It must be called in a press.
func AskPasskey(ctx context.Context, credential, salt []byte) (answer []byte, err error) {
	got, err := await(ctx, path("navigator", "credentials"), "get", map[string]any{"publicKey": map[string]any{
		"challenge":        random(32),
		"allowCredentials": []any{map[string]any{"type": "public-key", "id": ToJS(credential)}},
		"userVerification": "required",
		"timeout":          passkeyWait,
		"extensions":       prf(salt),
	}})
	if err != nil {
		return nil, err
	}
	results, err := call(got, "getClientExtensionResults")
	if err != nil {
		return nil, err
	}
	if answer = answerOf(prop(results, "prf")); answer == nil {
		return nil, ErrNoPasskey
	}
	return answer, nil
}

func prf(salt []byte) map[string]any {
	return map[string]any{"prf": map[string]any{"eval": map[string]any{"first": ToJS(salt)}}}
}

// answerOf is the secret among what the extension says, or nil.
func answerOf(prf js.Value) []byte {
	first := prop(prop(prf, "results"), "first")
	if first.Type() != js.TypeObject {
		return nil
	}
	return FromJS(byteArray.New(first))
}

func random(n int) js.Value {
	b := make([]byte, n)
	rand.Read(b)
	return ToJS(b)
}
