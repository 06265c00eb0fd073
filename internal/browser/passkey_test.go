//go:build js && wasm

package browser

import (
	"bytes"
	"context"
	"errors"
	"syscall/js"
	"testing"
)

// passkeys stands in for an authenticator, of which a page without a person cannot have one. It answers to a salt with the
// salt turned round, as the browser hands it over.
type passkeys struct {
	atOnce  bool // the secret comes with the passkey
	enabled bool
	refuse  string
	asked   []js.Value
}

func (d *passkeys) install(t *testing.T) {
	t.Helper()
	act := func(make bool) js.Func {
		f := js.FuncOf(func(_ js.Value, args []js.Value) any {
			key := args[0].Get("publicKey")
			d.asked = append(d.asked, key)
			if d.refuse != "" {
				return promises.Call("reject", window.Get("DOMException").New("no", d.refuse))
			}
			results := map[string]any{}
			prf := map[string]any{}
			if make {
				prf["enabled"] = d.enabled
			}
			if d.enabled && (d.atOnce || !make) {
				salt := FromJS(key.Get("extensions").Get("prf").Get("eval").Get("first"))
				for i, j := 0, len(salt)-1; i < j; i, j = i+1, j-1 {
					salt[i], salt[j] = salt[j], salt[i]
				}
				prf["results"] = map[string]any{"first": ToJS(salt).Get("buffer")}
			}
			results["prf"] = prf
			extensions := js.FuncOf(func(js.Value, []js.Value) any { return js.ValueOf(results) })
			t.Cleanup(extensions.Release)
			return promises.Call("resolve", map[string]any{
				"rawId": ToJS([]byte("credential")).Get("buffer"), "getClientExtensionResults": extensions,
			})
		})
		t.Cleanup(f.Release)
		return f
	}
	fake := map[string]any{"create": act(true), "get": act(false)}
	window.Get("Object").Call("defineProperty", path("navigator"), "credentials", map[string]any{"value": fake, "configurable": true})
	t.Cleanup(func() { reflection.Call("deleteProperty", path("navigator"), "credentials") })
}

func TestPasskey(t *testing.T) {
	ctx := context.Background()
	salt := bytes.Repeat([]byte{1, 2, 3, 4}, 8)
	turned := bytes.Repeat([]byte{4, 3, 2, 1}, 8)
	for name, d := range map[string]*passkeys{"at once": {atOnce: true, enabled: true}, "when asked": {enabled: true}} {
		t.Run(name, func(t *testing.T) {
			d.install(t)
			credential, answer, err := NewPasskey(ctx, "Trousse", salt)
			if err != nil || string(credential) != "credential" || !bytes.Equal(answer, turned) {
				t.Fatalf("made %q, %x, %v", credential, answer, err)
			}
			again, err := AskPasskey(ctx, credential, salt)
			if err != nil || !bytes.Equal(again, answer) {
				t.Errorf("answered %x, %v", again, err)
			}
			last := d.asked[len(d.asked)-1]
			if got := FromJS(last.Get("allowCredentials").Index(0).Get("id")); string(got) != "credential" || last.Get("userVerification").String() != "required" {
				t.Errorf("asked %q", got)
			}
			if first := d.asked[0]; first.Get("rp").Get("name").String() != "Trousse" || first.Get("challenge").Length() != 32 {
				t.Error("made otherwise")
			}
		})
	}
	t.Run("without a secret", func(t *testing.T) {
		(&passkeys{}).install(t)
		if _, _, err := NewPasskey(ctx, "Trousse", salt); !errors.Is(err, ErrNoPasskey) {
			t.Errorf("made: %v", err)
		}
		if _, err := AskPasskey(ctx, []byte("credential"), salt); !errors.Is(err, ErrNoPasskey) {
			t.Errorf("answered: %v", err)
		}
	})
	t.Run("refused", func(t *testing.T) {
		(&passkeys{refuse: "NotAllowedError"}).install(t)
		if _, _, err := NewPasskey(ctx, "Trousse", salt); !Named(err, "NotAllowedError") {
			t.Errorf("made: %v", err)
		}
		if _, err := AskPasskey(ctx, []byte("credential"), salt); !Named(err, "NotAllowedError") {
			t.Errorf("answered: %v", err)
		}
	})
	if CanPasskey(ctx) {
		t.Log("this browser says that it has passkeys")
	}
}
