// Package vaulttest checks that an implementation of [vault.AEAD] seals and opens exactly as the others do, against one
// file of vectors. It runs natively and in a browser.
package vaulttest

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"testing"

	"trousse/internal/vault"
)

//go:embed testdata/vectors.json
var vectors []byte

type vector struct {
	Name    string `json:"name"`
	Vault   string `json:"vault"`
	KeyID   string `json:"key_id"`
	Key     []byte `json:"key"`
	Nonce   []byte `json:"nonce"`
	Context string `json:"context"`
	Plain   []byte `json:"plain"`
	Padded  []byte `json:"padded"`
	Sealed  []byte `json:"sealed"`
}

func (v vector) ad() []byte { return []byte(v.Vault + "|" + v.KeyID + "|" + v.Context) }

// Run checks the implementation made by open.
func Run(t *testing.T, open func(ctx context.Context, key []byte) (vault.AEAD, error)) {
	var all []vector
	if err := json.Unmarshal(vectors, &all); err != nil {
		t.Fatal(err)
	}
	for _, v := range all {
		t.Run(v.Name, func(t *testing.T) {
			aead, err := open(t.Context(), v.Key)
			if err != nil {
				t.Fatal(err)
			}
			text, err := aead.Seal(t.Context(), [3][]byte{v.Nonce, v.Padded, v.ad()})
			if err != nil {
				t.Fatal(err)
			}
			whole := append(append([]byte{vault.Version}, v.Nonce...), text[0]...)
			if !bytes.Equal(whole, v.Sealed) {
				t.Errorf("sealed\n%x\nwant\n%x", whole, v.Sealed)
			}
			box := vault.NewBox(vault.Vault{ID: v.Vault, KeyID: v.KeyID}, aead)
			plain, err := box.Open(t.Context(), v.Context, v.Sealed)
			if err != nil || !bytes.Equal(plain, v.Plain) {
				t.Errorf("opened %q, %v; want %q", plain, err, v.Plain)
			}
			refuses(t, box, v)
			again(t, box, v)
		})
	}
}

// refuses: any flipped byte, any cut and any other context keep the box shut.
func refuses(t *testing.T, box *vault.Box, v vector) {
	for _, i := range []int{1, vault.NonceSize, vault.NonceSize + 1, len(v.Sealed) / 2, len(v.Sealed) - 1} {
		bad := bytes.Clone(v.Sealed)
		bad[i] ^= 1
		if _, err := box.Open(t.Context(), v.Context, bad); err == nil {
			t.Errorf("opened with byte %d flipped", i)
		}
	}
	for _, n := range []int{0, 1, 13, 29, len(v.Sealed) - 1} {
		if _, err := box.Open(t.Context(), v.Context, v.Sealed[:n]); err == nil {
			t.Errorf("opened when cut to %d bytes", n)
		}
	}
	if _, err := box.Open(t.Context(), v.Context+"x", v.Sealed); err == nil {
		t.Error("opened in another context")
	}
}

// again: sealing twice never gives the same bytes, at once or not, and each opens in its own context.
func again(t *testing.T, box *vault.Box, v vector) {
	all := []vault.Plain{{Context: v.Context, Text: v.Plain}, {Context: v.Context, Text: v.Plain}, {Context: "other", Text: []byte("x")}}
	sealed, err := box.SealAll(t.Context(), all)
	alone, also := box.Seal(t.Context(), v.Context, v.Plain)
	if err != nil || also != nil || len(sealed) != len(all) {
		t.Fatalf("sealed %d: %v, %v", len(sealed), err, also)
	}
	if bytes.Equal(sealed[0], sealed[1]) || bytes.Equal(sealed[0], alone) {
		t.Error("sealed twice the same")
	}
	for i, s := range append(sealed, alone) {
		p := all[i%len(all)]
		if plain, err := box.Open(t.Context(), p.Context, s); err != nil || !bytes.Equal(plain, p.Text) {
			t.Errorf("opened %q, %v", plain, err)
		}
	}
}
