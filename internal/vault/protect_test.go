package vault_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"os"
	"strings"
	"testing"

	"trousse/internal/vault"
	"trousse/internal/vault/goaead"
)

// cheap is the least that a slot may cost.
var cheap = vault.Cost{Memory: 7 << 10, Time: 5, Threads: 1}

const pass = vault.Passphrase("érable canot hiver lune sapin")

func protected(t *testing.T, code vault.Recovery) (vault.Vault, []byte) {
	t.Helper()
	v, key, err := vault.New().Protect(t.Context(), goaead.New, pass, cheap, code)
	if err != nil {
		t.Fatal(err)
	}
	return v, key
}

// opens tells what becomes of unlocking, after the record was written and read.
func opens(t *testing.T, v vault.Vault, secret vault.Secret, key []byte, want error) {
	t.Helper()
	v, err := vault.Parse(v.Record())
	if err != nil {
		t.Fatal(err)
	}
	got, err := v.Unlock(t.Context(), goaead.New, secret)
	if !errors.Is(err, want) || want == nil && !bytes.Equal(got, key) {
		t.Errorf("%T: unlocked %x, %v; want %x, %v", secret, got, err, key, want)
	}
}

func TestProtect(t *testing.T) {
	open := vault.New()
	open.Recipient = "age1…"
	before, _ := open.Key()
	code := vault.NewRecovery()
	v, key, err := open.Protect(t.Context(), goaead.New, pass, cheap, code)
	if err != nil {
		t.Fatal(err)
	}
	if v.ID != open.ID || v.KeyID == open.KeyID || bytes.Equal(key, before) || v.Recipient != code.Identity().Recipient().String() || !v.Protected() || open.Protected() {
		t.Errorf("protected %+v from %+v", v, open)
	}
	if bytes.Contains(v.Record(), key) || v.Has(vault.OpenSlot) {
		t.Errorf("the key lies open: %s", v.Record())
	}
	if _, err := v.Key(); !errors.Is(err, vault.ErrLocked) {
		t.Errorf("key without a secret: %v", err)
	}
	opens(t, v, pass, key, nil)
	opens(t, v, vault.Passphrase(" ERABLE-canot  hiver Lune sapin\n"), key, nil)
	opens(t, v, code, key, nil)
	opens(t, v, pass+"s", nil, vault.ErrWrong)
	opens(t, v, vault.Passphrase(""), nil, vault.ErrWrong)
	opens(t, v, vault.NewRecovery(), nil, vault.ErrWrong)
	opens(t, v, vault.Recovery{}, nil, vault.ErrWrong)

	back := v.Rekey()
	if after, err := back.Key(); err != nil || back.Protected() || bytes.Equal(after, key) || len(back.Slots) != 1 || back.Recipient != "" {
		t.Errorf("protection removed: %+v, %v", back, err)
	}
	alone, key := protected(t, vault.Recovery{})
	opens(t, alone, pass, key, nil)
	opens(t, alone, code, nil, vault.ErrNoSlot)
	opens(t, alone, vault.Recovery{}, nil, vault.ErrNoSlot)
}

func TestChangeSecrets(t *testing.T) {
	code, other := vault.NewRecovery(), vault.NewRecovery()
	v, key := protected(t, code)
	const next = vault.Passphrase("another one of six words here")
	for name, with := range map[string]vault.Secret{"passphrase": pass, "recovery": code} {
		w, err := v.ChangePassphrase(t.Context(), goaead.New, with, next, cheap)
		if err != nil || w.KeyID != v.KeyID || len(w.Slots) != 2 {
			t.Fatalf("%s: %+v, %v", name, w, err)
		}
		opens(t, w, next, key, nil)
		opens(t, w, pass, nil, vault.ErrWrong)
		opens(t, w, code, key, nil)
		opens(t, v, pass, key, nil) // as it was
	}
	w, err := v.AddRecovery(t.Context(), goaead.New, pass, other)
	if err != nil || len(w.Slots) != 2 {
		t.Fatalf("%+v, %v", w, err)
	}
	opens(t, w, other, key, nil)
	opens(t, w, code, nil, vault.ErrWrong)
	opens(t, w, pass, key, nil)

	if _, err := v.ChangePassphrase(t.Context(), goaead.New, next, next, cheap); !errors.Is(err, vault.ErrWrong) {
		t.Errorf("changed with the wrong one: %v", err)
	}
	if _, err := v.AddRecovery(t.Context(), goaead.New, other, other); !errors.Is(err, vault.ErrWrong) {
		t.Errorf("added with the wrong one: %v", err)
	}
	for p, want := range map[vault.Passphrase]error{
		"": vault.ErrShort, "é é é é": vault.ErrShort, "sept---": vault.ErrShort,
		vault.Passphrase(strings.Repeat("a", 1001)): vault.ErrLong,
	} {
		if _, err := v.ChangePassphrase(t.Context(), goaead.New, pass, p, cheap); !errors.Is(err, want) {
			t.Errorf("%.20q: %v, want %v", p, err, want)
		}
		if _, _, err := v.Protect(t.Context(), goaead.New, p, cheap, code); !errors.Is(err, want) {
			t.Errorf("%.20q: %v, want %v", p, err, want)
		}
	}
}

// A slot is of its vault, its key and its parameters: neither moved nor changed does it open, and one that would take
// the device down is refused before any work.
func TestHostileSlots(t *testing.T) {
	code := vault.NewRecovery()
	good, key := protected(t, code)
	change := func(f func(v *vault.Vault)) vault.Vault {
		v, err := vault.Parse(good.Record()) // a copy, slots and all
		if err != nil {
			t.Fatal(err)
		}
		f(&v)
		return v
	}
	cost := func(c vault.Cost) vault.Vault { return change(func(v *vault.Vault) { v.Slots[0].Cost = &c }) }
	for name, c := range map[string]struct {
		v    vault.Vault
		want error
	}{
		"memory bomb":       {cost(vault.Cost{Memory: 1<<32 - 1, Time: 1, Threads: 1}), vault.ErrCost},
		"over the cap":      {cost(vault.Cost{Memory: 128<<10 + 1, Time: 1, Threads: 1}), vault.ErrCost},
		"time bomb":         {cost(vault.Cost{Memory: 46 << 10, Time: 1 << 31, Threads: 1}), vault.ErrCost},
		"product overflows": {cost(vault.Cost{Memory: 128 << 10, Time: 1 << 15, Threads: 1}), vault.ErrCost},
		"too cheap":         {cost(vault.Cost{Memory: 8, Time: 1, Threads: 1}), vault.ErrCost},
		"few passes":        {cost(vault.Cost{Memory: 7 << 10, Time: 4, Threads: 1}), vault.ErrCost},
		"no time":           {cost(vault.Cost{Memory: 46 << 10, Threads: 1}), vault.ErrCost},
		"no threads":        {cost(vault.Cost{Memory: 46 << 10, Time: 1}), vault.ErrCost},
		"threads":           {cost(vault.Cost{Memory: 46 << 10, Time: 1, Threads: 255}), vault.ErrCost},
		"another cost":      {cost(vault.Cost{Memory: 9 << 10, Time: 4, Threads: 1}), vault.ErrWrong},
		"no cost":           {change(func(v *vault.Vault) { v.Slots[0].Cost = nil }), vault.ErrDamaged},
		"no salt":           {change(func(v *vault.Vault) { v.Slots[0].Salt = nil }), vault.ErrDamaged},
		"other salt":        {change(func(v *vault.Vault) { v.Slots[0].Salt[3] ^= 1 }), vault.ErrWrong},
		"no key":            {change(func(v *vault.Vault) { v.Slots[0].Key = nil }), vault.ErrDamaged},
		"cut key":           {change(func(v *vault.Vault) { v.Slots[0].Key = v.Slots[0].Key[1:] }), vault.ErrDamaged},
		"flipped key":       {change(func(v *vault.Vault) { v.Slots[0].Key[20] ^= 1 }), vault.ErrWrong},
		"other vault":       {change(func(v *vault.Vault) { v.ID = vault.New().ID }), vault.ErrWrong},
		"other key id":      {change(func(v *vault.Vault) { v.KeyID = vault.New().KeyID }), vault.ErrWrong},
		"folded otherwise":  {change(func(v *vault.Vault) { v.Slots[0].Fold = 0 }), vault.ErrDamaged},
		"folded later":      {change(func(v *vault.Vault) { v.Slots[0].Fold = 2 }), vault.ErrNewer},
		"the other's place": {change(func(v *vault.Vault) { v.Slots[0].Key = v.Slots[1].Key }), vault.ErrWrong},
		"no slot":           {change(func(v *vault.Vault) { v.Slots = v.Slots[1:] }), vault.ErrNoSlot},
	} {
		t.Run(name, func(t *testing.T) {
			opens(t, c.v, pass, nil, c.want)
			if c.v.ID == good.ID && c.v.KeyID == good.KeyID {
				opens(t, c.v, code, key, nil) // one slot spoilt, the other opens
			}
		})
	}
	opens(t, change(func(v *vault.Vault) { v.Slots[1].Salt = nil }), code, nil, vault.ErrDamaged)
	opens(t, change(func(v *vault.Vault) { v.Slots[1].Salt[0] ^= 1 }), code, nil, vault.ErrWrong)
	opens(t, change(func(v *vault.Vault) { v.Slots[1].Key = nil }), pass, key, nil)
	many := change(func(v *vault.Vault) {
		for range 8 {
			v.Slots = append(v.Slots, v.Slots[0])
		}
	})
	if _, err := vault.Parse(many.Record()); !errors.Is(err, vault.ErrDamaged) {
		t.Errorf("a record of %d slots: %v", len(many.Slots), err)
	}
}

func TestUnlockGivenUp(t *testing.T) {
	v, _ := protected(t, vault.Recovery{})
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := v.Unlock(over, goaead.New, pass); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// A record written by the first kit that could protect one opens for ever.
func TestFirstProtectedRecord(t *testing.T) {
	record, err := os.ReadFile("testdata/protected.json")
	if err != nil {
		t.Fatal(err)
	}
	v, err := vault.Parse(record)
	if err != nil {
		t.Fatal(err)
	}
	key := bytes.Repeat([]byte("k"), vault.KeySize)
	opens(t, v, vault.Passphrase("Érable, CANOT — hiver «lune» 7 cœur’s Łódź"), key, nil)
	opens(t, v, vault.Passphrase("erable,canothiver\"lune\"7coeur's lodz"), key, nil)
	code, err := vault.ParseRecovery("omn48 yx4sc qvhgt gbajt eyecf 3sgby 6laq7")
	if err != nil {
		t.Fatal(err)
	}
	opens(t, v, code, key, nil)
	identity := code.Identity()
	if got := hex.EncodeToString(identity[:]); got != "a3bc4092e61a942dbdbd0c1851cf8329d36c2cbf6524b589f8d8d22a4f932246" {
		t.Errorf("the key of its backups is %s", got)
	}
}

// A passkey opens the vault of which it is a slot, and nothing else does by its answer.
func TestPasskey(t *testing.T) {
	v, key := protected(t, vault.NewRecovery())
	p := vault.Passkey{Credential: []byte("credential"), Salt: bytes.Repeat([]byte("s"), 32), Answer: bytes.Repeat([]byte("a"), 32)}
	if _, _, ok := v.Passkey(); ok {
		t.Error("a passkey from the beginning")
	}
	opens(t, v, p, nil, vault.ErrNoSlot)
	if _, err := v.AddPasskey(t.Context(), goaead.New, pass+"x", p); !errors.Is(err, vault.ErrWrong) {
		t.Errorf("added with the wrong passphrase: %v", err)
	}
	w, err := v.AddPasskey(t.Context(), goaead.New, pass, p)
	if err != nil || len(w.Slots) != 3 || w.KeyID != v.KeyID {
		t.Fatalf("%+v, %v", w, err)
	}
	credential, salt, ok := w.Passkey()
	if !ok || !bytes.Equal(credential, p.Credential) || !bytes.Equal(salt, p.Salt) {
		t.Errorf("asks %q with %q", credential, salt)
	}
	opens(t, w, p, key, nil)
	opens(t, w, pass, key, nil)
	for name, change := range map[string]func(*vault.Passkey){
		"answer":     func(p *vault.Passkey) { p.Answer = bytes.Repeat([]byte("b"), 32) },
		"no answer":  func(p *vault.Passkey) { p.Answer = nil },
		"credential": func(p *vault.Passkey) { p.Credential = []byte("other") },
		"salt":       func(p *vault.Passkey) { p.Salt = bytes.Repeat([]byte("t"), 32) },
	} {
		other := p
		change(&other)
		t.Run(name, func(t *testing.T) { opens(t, w, other, nil, vault.ErrWrong) })
	}
	w.Slots[2].Salt = p.Salt[:8]
	opens(t, w, p, nil, vault.ErrDamaged)
	opens(t, w.WithoutPasskey(), p, nil, vault.ErrNoSlot)
	opens(t, w.WithoutPasskey(), pass, key, nil)
	again, key2, err := w.Protect(t.Context(), goaead.New, pass, cheap, vault.Recovery{})
	if err != nil {
		t.Fatal(err)
	}
	opens(t, again, p, nil, vault.ErrNoSlot) // a new key is for those who are there to give their secret
	opens(t, again, pass, key2, nil)
}

// Backups are for the code that was printed last, and for its text without the kit.
func TestWhoseBackups(t *testing.T) {
	code, other := vault.NewRecovery(), vault.NewRecovery()
	whose := func(c vault.Recovery) string { return c.Identity().Recipient().String() }
	v := vault.New()
	if v.Recipient != "" {
		t.Errorf("unprotected: %+v", v)
	}
	v, _, err := v.Protect(t.Context(), goaead.New, pass, cheap, other)
	if err != nil || v.Recipient != whose(other) {
		t.Errorf("protected: %+v, %v", v, err)
	}
	v, err = v.AddRecovery(t.Context(), goaead.New, other, code)
	if err != nil || v.Recipient != whose(code) {
		t.Errorf("another code: %+v, %v", v, err)
	}
	for _, typed := range []string{code.String(), " " + strings.ToLower(code.String()), code.Identity().String(), strings.ToLower(code.Identity().String()) + "\n"} {
		if k, err := vault.ParseIdentity(typed); err != nil || k != code.Identity() {
			t.Errorf("%q: %v", typed, err)
		}
	}
	var wrong *vault.CodeError
	if _, err := vault.ParseIdentity("AGE-SECRET-KEY-1QQ"); !errors.As(err, &wrong) {
		t.Errorf("read: %v", err)
	}
}
