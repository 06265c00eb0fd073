package vault_test

import (
	"errors"
	"os"
	"testing"

	"trousse/internal/vault"
	"trousse/internal/vault/goaead"
)

// FuzzRecord: no record makes the kit panic, work for long or open for who does not hold the secret.
func FuzzRecord(f *testing.F) {
	for _, name := range []string{"testdata/protected.json"} {
		record, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(record)
		f.Add(record[:len(record)/2])
	}
	f.Add(vault.New().Record())
	f.Add([]byte(`{"format":1,"slots":[{"kind":"passphrase","cost":{"m":4294967295,"t":4294967295,"p":255}}]}`))
	code := vault.NewRecovery()
	f.Fuzz(func(t *testing.T, record []byte) {
		v, err := vault.Parse(record)
		if err != nil {
			if !errors.Is(err, vault.ErrDamaged) && !errors.Is(err, vault.ErrNewer) {
				t.Fatal(err)
			}
			return
		}
		if again, err := vault.Parse(v.Record()); err != nil || again.ID != v.ID || len(again.Slots) != len(v.Slots) {
			t.Fatalf("%+v read back as %+v, %v", v, again, err)
		}
		_, _ = v.Key()
		_, _, _ = v.Passkey()
		secrets := []vault.Secret{code, vault.Passkey{Answer: make([]byte, 32)}}
		if costs(v) <= 50<<10 { // more than that is tried where it is counted, not here
			secrets = append(secrets, vault.Passphrase("not the one that it is"))
		}
		for _, secret := range secrets {
			if key, err := v.Unlock(t.Context(), goaead.New, secret); err == nil {
				t.Fatalf("%T opened it: %x", secret, key)
			}
		}
	})
}

// costs is what trying every slot for a passphrase costs, in KiB that are passed over, of those that are tried at all.
func costs(v vault.Vault) (all uint64) {
	for _, s := range v.Slots {
		if s.Kind == vault.PassphraseSlot && s.Cost != nil && s.Cost.Memory <= 128<<10 && s.Cost.Time <= 10 {
			all += uint64(s.Cost.Memory) * uint64(s.Cost.Time)
		}
	}
	return all
}
