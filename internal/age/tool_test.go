package age_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"trousse/internal/age"
)

// tool is the age of the distribution; .ci/needs installs it.
func tool(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("age")
	if err != nil {
		t.Skip("age is not installed")
	}
	return path
}

func write(t *testing.T, name string, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// typed runs a command on a terminal, into which the lines are typed.
func typed(t *testing.T, lines, command string) {
	t.Helper()
	if _, err := exec.LookPath("script"); err != nil {
		t.Skip("script is not installed")
	}
	cmd := exec.Command("script", "-qec", command, os.DevNull)
	cmd.Stdin = bytes.NewBufferString(lines)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
}

func TestToolOpensOurs(t *testing.T) {
	bin := tool(t)
	key := age.NewKey()
	identity := write(t, "identity", []byte("# printed\n"+key.String()+"\n"))
	for _, n := range []int{0, 1, 64 << 10, 200_000} {
		file, _ := seal(t, key.Recipient(), text(n))
		got, err := exec.Command(bin, "-d", "-i", identity, write(t, "file.age", file)).Output()
		if err != nil || !bytes.Equal(got, text(n)) {
			t.Errorf("%d bytes: it gives %d, %v", n, len(got), err)
		}
	}
	const passphrase = "érable canot hiver lune sapin"
	file, _ := seal(t, age.Passphrase{Text: passphrase}, text(1000))
	out := filepath.Join(t.TempDir(), "out")
	typed(t, passphrase+"\n", bin+" -d -o "+out+" "+write(t, "file.age", file))
	if got, err := os.ReadFile(out); err != nil || !bytes.Equal(got, text(1000)) {
		t.Errorf("passphrase: %d bytes, %v", len(got), err)
	}
}

func TestWeOpenTheTools(t *testing.T) {
	bin := tool(t)
	key := age.NewKey()
	for _, n := range []int{0, 1, 64 << 10, 200_000} {
		cmd := exec.Command(bin, "-r", age.NewKey().Recipient().String(), "-r", key.Recipient().String())
		cmd.Stdin = bytes.NewReader(text(n))
		file, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := open(file, key); err != nil || !bytes.Equal(got, text(n)) {
			t.Errorf("%d bytes: %d came out, %v", n, len(got), err)
		}
	}
	plain := write(t, "plain", text(1000))
	out := filepath.Join(t.TempDir(), "out.age")
	typed(t, "un deux trois\nun deux trois\n", bin+" -p -o "+out+" "+plain)
	file, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := open(file, age.Passphrase{Text: "un deux trois"}); err != nil || !bytes.Equal(got, text(1000)) {
		t.Errorf("passphrase: %d bytes, %v", len(got), err)
	}
}
