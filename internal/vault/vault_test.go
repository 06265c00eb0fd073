package vault_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"trousse/internal/vault"
	"trousse/internal/vault/goaead"
)

func TestNewVault(t *testing.T) {
	a, b := vault.New(), vault.New()
	keyA, err := a.Key()
	if err != nil || len(keyA) != vault.KeySize {
		t.Fatalf("key of %d bytes, %v", len(keyA), err)
	}
	keyB, _ := b.Key()
	if a.ID == b.ID || a.KeyID == b.KeyID || string(keyA) == string(keyB) {
		t.Error("two vaults share something")
	}
	back, err := vault.Parse(a.Record())
	if err != nil || !reflect.DeepEqual(back, a) {
		t.Errorf("read back %v, %v", back, err)
	}
}

func TestRekey(t *testing.T) {
	a := vault.New()
	b := a.Rekey()
	keyA, _ := a.Key()
	keyB, _ := b.Key()
	if b.ID != a.ID || b.KeyID == a.KeyID || string(keyA) == string(keyB) {
		t.Errorf("rekeyed %+v to %+v", a, b)
	}
}

func TestParse(t *testing.T) {
	const ids = `"id":"7f0c2f5e-6a0b-4a2e-9f43-2b9a1c1de001","key_id":"7f0c2f5e-6a0b-4a2e-9f43-2b9a1c1de002"`
	for name, c := range map[string]struct {
		record string
		want   error
		key    error
	}{
		"nothing":        {"", vault.ErrDamaged, nil},
		"not JSON":       {"\x00\x01", vault.ErrDamaged, nil},
		"no ids":         {`{"format":1}`, vault.ErrDamaged, nil},
		"no format":      {`{` + ids + `}`, vault.ErrDamaged, nil},
		"newer":          {`{"format":2,` + ids + `}`, vault.ErrNewer, nil},
		"no slot":        {`{"format":1,` + ids + `}`, nil, vault.ErrLocked},
		"another slot":   {`{"format":1,` + ids + `,"slots":[{"kind":"passphrase","key":"AAAA"}]}`, nil, vault.ErrLocked},
		"short key":      {`{"format":1,` + ids + `,"slots":[{"kind":"open","key":"AAAA"}]}`, nil, vault.ErrDamaged},
		"slot after one": {`{"format":1,` + ids + `,"slots":[{"kind":"x"},{"kind":"open","key":"` + strings.Repeat("A", 43) + `="}]}`, nil, nil},
	} {
		v, err := vault.Parse([]byte(c.record))
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if err != nil {
			continue
		}
		if _, err := v.Key(); !errors.Is(err, c.key) {
			t.Errorf("%s: key: %v, want %v", name, err, c.key)
		}
	}
}

func box(t *testing.T, v vault.Vault) *vault.Box {
	t.Helper()
	key, err := v.Key()
	if err != nil {
		t.Fatal(err)
	}
	aead, err := goaead.New(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	return vault.NewBox(v, aead)
}

func TestSizesComeInBuckets(t *testing.T) {
	b := box(t, vault.New())
	const around = 1 + vault.NonceSize + 16
	for n, want := range map[int]int{0: 256, 1: 256, 252: 256, 253: 512, 508: 512, 509: 768, 100_000: 100_096} {
		sealed, err := b.Seal(t.Context(), "c", make([]byte, n))
		if err != nil || len(sealed)-around != want {
			t.Errorf("%d bytes sealed in %d, %v; want %d", n, len(sealed)-around, err, want)
		}
		plain, err := b.Open(t.Context(), "c", sealed)
		if err != nil || len(plain) != n {
			t.Errorf("%d bytes came back as %d, %v", n, len(plain), err)
		}
	}
}

// What one vault or one key sealed opens with no other, even when the key bytes are the same.
func TestBoundToVaultAndKey(t *testing.T) {
	v := vault.New()
	sealed, err := box(t, v).Seal(t.Context(), "rev|1", []byte("words"))
	if err != nil {
		t.Fatal(err)
	}
	other, later := v, v
	other.ID, later.KeyID = vault.New().ID, vault.New().KeyID
	for name, w := range map[string]vault.Vault{"another vault": other, "another key id": later, "another key": v.Rekey()} {
		if _, err := box(t, w).Open(t.Context(), "rev|1", sealed); !errors.Is(err, vault.ErrSealed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	sealed[0] = 2
	if _, err := box(t, v).Open(t.Context(), "rev|1", sealed); !errors.Is(err, vault.ErrNewer) {
		t.Errorf("a later format: %v", err)
	}
}
