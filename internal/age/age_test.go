package age_test

import (
	"bytes"
	"crypto/ecdh"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"trousse/internal/age"
)

// cheap is the least work that a passphrase is sealed with.
const cheap = 10

func seal(t testing.TB, to age.To, plain []byte) ([]byte, *age.Writer) {
	t.Helper()
	var file bytes.Buffer
	w, err := age.Encrypt(&file, to)
	if err != nil {
		t.Fatal(err)
	}
	for rest := plain; len(rest) > 0; { // in pieces of any size
		n := min(len(rest), 1+rand.IntN(100_000))
		if got, err := w.Write(rest[:n]); got != n || err != nil {
			t.Fatal(got, err)
		}
		rest = rest[n:]
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("x")); err == nil {
		t.Error("written after its end")
	}
	return file.Bytes(), w
}

func open(file []byte, ids ...age.Identity) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(file), ids...)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func text(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i*7 + i>>8)
	}
	return b
}

func TestRoundTrip(t *testing.T) {
	key := age.NewKey()
	pass := age.Passphrase{Text: "érable canot", Work: cheap}
	for _, n := range []int{0, 1, 100, 64<<10 - 1, 64 << 10, 64<<10 + 1, 128 << 10, 300_000} {
		plain := text(n)
		for _, c := range []struct {
			to age.To
			id age.Identity
		}{{key.Recipient(), key}, {pass, age.Passphrase{Text: pass.Text}}} {
			file, w := seal(t, c.to, plain)
			for name, ids := range map[string][]age.Identity{
				"alone": {c.id}, "after others": {age.NewKey(), age.Passphrase{Text: "no"}, c.id}, "by who wrote it": {w.Reopen()},
			} {
				if got, err := open(file, ids...); err != nil || !bytes.Equal(got, plain) {
					t.Errorf("%T, %d bytes, %s: %d bytes, %v", c.to, n, name, len(got), err)
				}
			}
			r, err := age.Decrypt(iotest.OneByteReader(bytes.NewReader(file)), w.Reopen())
			if err == nil && n < 70_000 {
				err = iotest.TestReader(r, plain)
			}
			if err != nil {
				t.Errorf("%T, %d bytes, one by one: %v", c.to, n, err)
			}
		}
	}
}

func TestOthersDoNotOpen(t *testing.T) {
	key, pass := age.NewKey(), age.Passphrase{Text: "a passphrase", Work: cheap}
	forKey, w := seal(t, key.Recipient(), text(10))
	forPass, _ := seal(t, pass, text(10))
	for _, c := range []struct {
		file []byte
		ids  []age.Identity
		pass bool
	}{
		{forKey, nil, false},
		{forKey, []age.Identity{age.NewKey(), pass}, false},
		{forPass, nil, true},
		{forPass, []age.Identity{key, age.Passphrase{Text: "a passphrasE"}, w.Reopen()}, true},
	} {
		var other *age.KeyError
		if _, err := open(c.file, c.ids...); !errors.As(err, &other) || !errors.Is(err, age.ErrKey) || other.Passphrase != c.pass {
			t.Errorf("opened by %v: %v", c.ids, err)
		}
	}
	again, _ := seal(t, key.Recipient(), text(10))
	if _, err := open(again, w.Reopen()); !errors.Is(err, age.ErrKey) {
		t.Errorf("another file opened by who wrote the first: %v", err)
	}
	if bytes.Equal(again, forKey) {
		t.Error("sealed twice the same")
	}
}

// Whatever is cut or changed, nothing false is handed over, and it is said.
func TestDamage(t *testing.T) {
	key := age.NewKey()
	plain := text(140_000)
	file, _ := seal(t, key.Recipient(), plain)
	check := func(what string, file []byte) {
		t.Helper()
		got, err := open(file, key)
		if err == nil || !bytes.HasPrefix(plain, got) {
			t.Fatalf("%s: %d bytes, %v", what, len(got), err)
		}
		if !errors.Is(err, age.ErrDamaged) && !errors.Is(err, age.ErrFormat) && !errors.Is(err, age.ErrNewer) && !errors.Is(err, age.ErrKey) {
			t.Fatalf("%s: %v", what, err)
		}
	}
	header := bytes.Index(file, []byte("--- ")) + 48
	cuts := []int{header + 15, header + 16, header + 17, header + 31, header + 32, header + 16 + 65552, header + 16 + 65553, header + 16 + 2*65552, len(file) - 1, len(file) - 17}
	for n := range header + 1 {
		cuts = append(cuts, n)
	}
	for _, n := range cuts {
		check(fmt.Sprintf("cut to %d of %d", n, len(file)), file[:n])
	}
	for i := 0; i < len(file); i++ {
		if i > header+40 && i < len(file)-20 {
			i += 997
		}
		bad := bytes.Clone(file)
		bad[min(i, len(bad)-1)] ^= 1 << rand.IntN(8)
		check(fmt.Sprintf("byte %d", i), bad)
	}
	check("more after the end", append(bytes.Clone(file), 0))
	// An even number of chunks, cut between two.
	even, _ := seal(t, key.Recipient(), plain[:128<<10])
	check("the last chunk missing", even[:len(even)-65552])
	check("an empty chunk after the last", append(bytes.Clone(even), make([]byte, 16)...))
}

func TestHostileHeaders(t *testing.T) {
	key := age.NewKey()
	file, _ := seal(t, key.Recipient(), text(10))
	lines := strings.SplitAfterN(string(file), "\n", 5)
	share := strings.Fields(lines[1])[2]
	with := func(i int, line string) string {
		l := append([]string(nil), lines...)
		l[i] = line
		return strings.Join(l, "")
	}
	pass, _ := seal(t, age.Passphrase{Text: "x", Work: cheap}, nil)
	salt := strings.Fields(strings.Split(string(pass), "\n")[1])[2]
	scrypt := func(args string) string {
		return "age-encryption.org/v1\n-> scrypt " + args + "\n" + strings.Repeat("A", 43) + "\n--- " + strings.Repeat("A", 43) + "\n"
	}
	for name, c := range map[string]struct {
		file string
		want error
	}{
		"nothing":               {"", age.ErrFormat},
		"another":               {"PK\x03\x04", age.ErrFormat},
		"plain":                 {`{"format":"trousse-backup"}` + "\n", age.ErrFormat},
		"later":                 {with(0, "age-encryption.org/v2\n"), age.ErrNewer},
		"endless first line":    {strings.Repeat("a", 100_000), age.ErrFormat},
		"endless line":          {lines[0] + strings.Repeat("a", 100_000), age.ErrDamaged},
		"endless stanzas":       {lines[0] + strings.Repeat("-> x\n\n", 100_000), age.ErrDamaged},
		"endless body":          {lines[0] + "-> x\n" + strings.Repeat(strings.Repeat("A", 64)+"\n", 100_000), age.ErrDamaged},
		"no stanza":             {lines[0] + lines[3] + lines[4], age.ErrDamaged},
		"empty stanza":          {with(1, "-> \n"), age.ErrDamaged},
		"two spaces":            {with(1, "-> X25519  "+share+"\n"), age.ErrDamaged},
		"line ends":             {strings.Replace(string(file), "\n", "\r\n", 4), age.ErrNewer},
		"line end in a body":    {with(2, strings.TrimSuffix(lines[2], "\n")+"\r\n"), age.ErrDamaged},
		"no share":              {with(1, "-> X25519\n"), age.ErrDamaged},
		"two shares":            {with(1, "-> X25519 "+share+" x\n"), age.ErrDamaged},
		"short share":           {with(1, "-> X25519 AAAA\n"), age.ErrDamaged},
		"share of low order":    {with(1, "-> X25519 "+strings.Repeat("A", 43)+"\n"), age.ErrDamaged},
		"short body":            {with(2, "AAAA\n"), age.ErrDamaged},
		"long line":             {with(2, strings.Repeat("A", 65)+"\n"), age.ErrDamaged},
		"one more stanza":       {with(1, "-> joint X\n\n"+lines[1]), age.ErrDamaged},
		"key bomb":              {scrypt(salt + " 30"), age.ErrWork},
		"key bomb past numbers": {scrypt(salt + " 99999999999999999999"), age.ErrDamaged},
		"over the limit":        {scrypt(salt + " 19"), age.ErrWork},
		"no work":               {scrypt(salt + " 0"), age.ErrDamaged},
		"negative work":         {scrypt(salt + " -1"), age.ErrDamaged},
		"work with a sign":      {scrypt(salt + " +5"), age.ErrDamaged},
		"work with a zero":      {scrypt(salt + " 05"), age.ErrDamaged},
		"short salt":            {scrypt("AAAA 10"), age.ErrDamaged},
		"a passphrase and more": {strings.Replace(scrypt(salt+" 10"), "--- ", "-> x\n\n--- ", 1), age.ErrDamaged},
	} {
		r, err := age.Decrypt(strings.NewReader(c.file), key, age.Passphrase{Text: "x"})
		if !errors.Is(err, c.want) || r != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	for _, work := range []int{-1, 9, 19, 63} {
		if _, err := age.Encrypt(io.Discard, age.Passphrase{Text: "x", Work: work}); !errors.Is(err, age.ErrWork) {
			t.Errorf("sealed with work %d: %v", work, err)
		}
	}
	if _, err := age.Encrypt(io.Discard, age.Recipient{}); !errors.Is(err, age.ErrText) {
		t.Errorf("sealed for a point of low order: %v", err)
	}
}

var errRead = errors.New("the medium was pulled out")

func TestReadersAndWritersFail(t *testing.T) {
	key := age.NewKey()
	file, _ := seal(t, key.Recipient(), text(70_000))
	for n := 0; n < len(file); n += 1 + n/2 {
		r, err := age.Decrypt(io.MultiReader(bytes.NewReader(file[:n]), iotest.ErrReader(errRead)), key)
		if err == nil {
			_, err = io.ReadAll(r)
		}
		if !errors.Is(err, errRead) {
			t.Errorf("after %d bytes: %v", n, err)
		}
	}
	for n := range 4 {
		w, err := age.Encrypt(&failing{after: n}, key.Recipient())
		if err == nil {
			_, err = w.Write(text(200_000))
		}
		if !errors.Is(err, errRead) {
			t.Errorf("write %d: %v", n, err)
		}
		if w != nil && w.Close() == nil {
			t.Errorf("write %d: closed as if nothing were", n)
		}
	}
}

type failing struct{ after int }

func (f *failing) Write(b []byte) (int, error) {
	if f.after--; f.after < 0 {
		return 0, errRead
	}
	return len(b), nil
}

// The vectors of BIP 173's checksum and of the age specification.
func TestKeyTexts(t *testing.T) {
	const (
		secret = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
		public = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
	)
	key, err := age.ParseKey(secret)
	if err != nil || key != age.Key(bytes.Repeat([]byte{0x42}, 32)) || key.String() != secret || key.Recipient().String() != public {
		t.Errorf("%v, %v, %v", key, key.Recipient(), err)
	}
	if to, err := age.ParseRecipient(public); err != nil || to != key.Recipient() {
		t.Errorf("%v, %v", to, err)
	}
	if again, err := age.ParseKey("  " + strings.ToLower(secret[:30]) + "\n " + secret[30:] + "\n"); err != nil || again != key {
		t.Errorf("typed: %v, %v", again, err)
	}
	for _, bad := range []string{"", "1", secret[:70], secret + "Q", strings.Replace(secret, "GFPYY", "GFPYX", 1), public, "AGE-SECRET-KEY-1", strings.Repeat("1", 2000), "é1qqqqqq"} {
		if _, err := age.ParseKey(bad); !errors.Is(err, age.ErrText) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if _, err := age.ParseRecipient(secret); !errors.Is(err, age.ErrText) {
		t.Errorf("a key for a recipient: %v", err)
	}
}

// The points are those of the standard library.
func FuzzPoints(f *testing.F) {
	f.Add([]byte("0123456789abcdef0123456789abcdef"))
	f.Add(bytes.Repeat([]byte{0xff}, 32))
	f.Add(make([]byte, 32))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) != age.KeySize {
			return
		}
		want, err := ecdh.X25519().NewPrivateKey(b)
		if err != nil {
			t.Fatal(err)
		}
		if got := age.Key(b).Recipient(); !bytes.Equal(got[:], want.PublicKey().Bytes()) {
			t.Errorf("key %x: %x, want %x", b, got, want.PublicKey().Bytes())
		}
	})
}

// FuzzDecrypt: nothing makes Decrypt panic, or take work that was not asked for.
func FuzzDecrypt(f *testing.F) {
	key := age.Key(bytes.Repeat([]byte{7}, 32))
	for _, to := range []age.To{key.Recipient(), age.Passphrase{Text: "x", Work: cheap}} {
		file, _ := seal(f, to, text(100))
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		got, err := open(file, key)
		if err == nil && len(got) > len(file) {
			t.Fatalf("%d bytes of %d", len(got), len(file))
		}
	})
}
