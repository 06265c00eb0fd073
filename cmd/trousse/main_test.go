package main

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"io"
	"io/fs"
	"math/big"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"trousse/internal/site"
)

// The program is tried as people get it: two binaries, one with a small site inside and one with none.
var withSite, without string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "trousse")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		if withSite, without, err = binaries(dir); err != nil {
			panic(err)
		}
		return m.Run()
	}())
}

// binaries compiles both, whatever the folder of the built site holds today.
func binaries(dir string) (withSite, without string, err error) {
	built, err := filepath.Abs("../../internal/site/built")
	if err != nil {
		return "", "", err
	}
	small := filepath.Join(dir, "site")
	program := make([]byte, 12<<20) // more than sockets hold for a client that does not read
	_, _ = mathrand.NewChaCha8([32]byte{}).Read(program)
	record, assets, err := site.Assemble(os.DirFS("../../web"), map[string][]byte{
		"kit.wasm": program, "wasm_exec.js": []byte("//"), "content-fr.json": []byte("{}"), "content-en.json": []byte("{}"),
	})
	if err != nil {
		return "", "", err
	}
	pack := func(name string, content []byte) (map[string][]byte, error) {
		if filepath.Ext(name) == ".wasm" {
			return nil, nil
		}
		return site.Pack(name, content)
	}
	if _, err := site.Write(small, "/", record, assets, pack); err != nil {
		return "", "", err
	}
	empty, full := map[string]string{}, map[string]string{}
	each := func(root string, add func(name string)) error {
		return filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && d.Name() != ".gitignore" {
				add(strings.TrimPrefix(p, root))
			}
			return err
		})
	}
	if err := each(built, func(name string) { empty[built+name], full[built+name] = "", "" }); err != nil {
		return "", "", err
	}
	if err := each(small, func(name string) { full[built+name] = small + name }); err != nil {
		return "", "", err
	}
	compile := func(name string, overlay map[string]string) (string, error) {
		b, err := json.Marshal(map[string]any{"Replace": overlay})
		if err != nil {
			return "", err
		}
		at, out := filepath.Join(dir, name+".json"), filepath.Join(dir, name)
		if err := os.WriteFile(at, b, 0o644); err != nil {
			return "", err
		}
		cmd := exec.Command("go", "build", "-overlay", at, "-o", out, ".")
		cmd.Stderr = os.Stderr
		return out, cmd.Run()
	}
	if withSite, err = compile("with", full); err != nil {
		return "", "", err
	}
	without, err = compile("without", empty)
	return withSite, without, err
}

// TestLines runs testdata/lines.txt: what a person types, the code it ends with and the one line it prints.
func TestLines(t *testing.T) {
	dir := t.TempDir()
	cert, key := certificate(t, dir)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	thesis := filepath.Join(dir, "thesis.txt")
	if err := os.WriteFile(thesis, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	names := strings.NewReplacer("$TMP", dir, "$CERT", cert, "$KEY", key, "$TAKEN", taken.Addr().String(), "$FILE", thesis)

	f, err := os.Open("testdata/lines.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		line := strings.TrimSpace(s.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		command, want, ok := strings.Cut(line, "=>")
		if !ok {
			t.Fatalf("cannot read the case %q", line)
		}
		t.Run(strings.TrimSpace(command), func(t *testing.T) {
			args := strings.Fields(names.Replace(command))
			bin := withSite
			if args[0] == "bare" {
				bin = without
			}
			var out, errs bytes.Buffer
			cmd := exec.Command(bin, args[1:]...)
			cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &errs
			err := cmd.Run()
			code, rest, _ := strings.Cut(strings.TrimSpace(names.Replace(want)), " ")
			if got := cmd.ProcessState.ExitCode(); (code == "1") != (got == 1) || (code == "0") != (got == 0) {
				t.Errorf("exit code %d, want %s (%v)", got, code, err)
			}
			said := errs.String()
			if code == "0" {
				said = out.String()
			} else if strings.Count(said, "\n") != 1 || out.Len() > 0 {
				t.Errorf("not one line on stderr alone: %q and %q", said, out.String())
			}
			if !strings.Contains(said, strings.TrimSpace(rest)) {
				t.Errorf("said %q, want %q in it", said, rest)
			}
		})
	}
}

// TestServe starts the program on a free port, over plain HTTP and TLS, asks, and stops it as a terminal
// and as a service manager do.
func TestServe(t *testing.T) {
	cert, key := certificate(t, t.TempDir())
	for name, c := range map[string]struct {
		args   []string
		scheme string
		stop   syscall.Signal
	}{
		"plain": {nil, "http://127.0.0.1:", syscall.SIGINT},
		"tls":   {[]string{"-cert", cert, "-key", key}, "https://127.0.0.1:", syscall.SIGTERM},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, c.args...)
			if !strings.HasPrefix(p.url, c.scheme) || !strings.HasSuffix(p.url, "/") {
				t.Fatalf("it begins with %q", p.url)
			}
			client := &http.Client{Transport: &http.Transport{
				TLSClientConfig:   &tls.Config{InsecureSkipVerify: true},
				ForceAttemptHTTP2: true,
			}}
			answer, err := client.Get(p.url)
			if err != nil {
				t.Fatal(err)
			}
			page, err := io.ReadAll(answer.Body)
			answer.Body.Close()
			if err != nil || answer.StatusCode != http.StatusOK || !bytes.Contains(page, []byte("<title>Trousse</title>")) {
				t.Errorf("%s: %d, %v", p.url, answer.StatusCode, err)
			}
			if strict := answer.Header.Get("Strict-Transport-Security") != ""; strict != (name == "tls") {
				t.Errorf("strict transport over %s: %v", name, strict)
			}
			client.CloseIdleConnections()
			p.signal(c.stop)
			p.ended()
		})
	}
}

// certificate writes a pair for this machine alone.
func certificate(t *testing.T, dir string) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	of := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	public, err := x509.CreateCertificate(rand.Reader, of, of, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, kind string, der []byte) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	return write("cert.pem", "CERTIFICATE", public), write("key.pem", "PRIVATE KEY", secret)
}
