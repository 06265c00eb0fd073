package bench

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"trousse/internal/site"
)

const (
	visitors = 32 // at once, each on a connection that stays
	loadTime = 2 * time.Second
)

// loaded is a server under load.
type loaded struct {
	addr string
	cmd  *exec.Cmd
}

// BenchmarkLoad asks the tiny server and Caddy for the same files, in turns: what whoever asks spends weighs on both alike.
func BenchmarkLoad(b *testing.B) {
	built, record, _ := kit(b)
	dir := b.TempDir()
	if err := site.Export(built, dir, "/"); err != nil {
		b.Fatal(err)
	}
	bin := filepath.Join(b.TempDir(), "trousse")
	if out, err := exec.Command("go", "build", "-trimpath", "-o", bin, "trousse/cmd/trousse").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	addr := free(b)
	config := filepath.Join(b.TempDir(), "Caddyfile")
	text := "{\n\tadmin off\n\tauto_https off\n}\nhttp://" + addr + " {\n\troot * " + dir + "\n\timport " + dir + "/Caddyfile\n}\n"
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	caddy := run(b, addr, "caddy", "run", "--adapter", "caddyfile", "--config", config)
	addr = free(b)
	tiny := run(b, addr, bin, "-addr", addr)

	files := []string{""}
	program := ""
	for _, a := range record.Assets {
		if a.Kept {
			files = append(files, a.Path)
		}
		if a.Name == "kit.wasm" {
			program = a.Path
		}
	}
	for _, c := range []struct {
		what   string
		budget float64
		files  []string
	}{
		{"the page", 1.25, []string{""}},
		{"the program", 1.25, []string{program}},
		{"whole first visits", 1.25, files},
	} {
		var ours, theirs samples
		for range turns {
			ours = append(ours, tiny.ask(b, c.files))
			theirs = append(theirs, caddy.ask(b, c.files))
		}
		table = append(table, row{
			what: c.what + ", answers of Caddy ÷ those of trousse", unit: "×", budget: c.budget,
			measured: theirs.median() / ours.median(), spread: theirs.over(ours),
			note: fmt.Sprintf("%.0f ÷ %.0f a second", theirs.median(), ours.median()),
		})
	}
	warm := tiny.resident(b)
	for range 3 * turns {
		tiny.ask(b, files)
	}
	table = append(table, row{
		what: "memory of trousse after more of the same ÷ before", unit: "×", budget: 1.1,
		measured: float64(tiny.resident(b)) / float64(warm), note: fmt.Sprintf("%d MB; Caddy %d MB", warm>>20, caddy.resident(b)>>20),
	})
}

// ask has all visitors fetch the files one after the other, again and again, and returns how many came a second.
func (l *loaded) ask(b *testing.B, files []string) float64 {
	b.Helper()
	var all sync.WaitGroup
	counts := make([]int, visitors)
	start := time.Now()
	for v := range visitors {
		all.Add(1)
		go func() {
			defer all.Done()
			c, err := net.Dial("tcp", l.addr)
			if err != nil {
				b.Error(err)
				return
			}
			defer c.Close()
			r := bufio.NewReaderSize(c, 64<<10)
			for i := v; time.Since(start) < loadTime; i++ {
				fmt.Fprintf(c, "GET /%s HTTP/1.1\r\nHost: %s\r\nAccept: */*\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\n", files[i%len(files)], l.addr)
				a, err := http.ReadResponse(r, nil)
				if err != nil {
					b.Error(err)
					return
				}
				if _, err := io.Copy(io.Discard, a.Body); err != nil || a.StatusCode != http.StatusOK {
					b.Error(a.Status, err)
					return
				}
				counts[v]++
			}
		}()
	}
	all.Wait()
	took, sum := time.Since(start).Seconds(), 0
	for _, n := range counts {
		sum += n
	}
	return float64(sum) / took
}

// resident is the memory of a server, in bytes.
func (l *loaded) resident(b *testing.B) int {
	b.Helper()
	statm, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", l.cmd.Process.Pid))
	if err != nil {
		b.Fatal(err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(statm))[1])
	if err != nil {
		b.Fatal(err)
	}
	return pages * os.Getpagesize()
}

// run starts a server and waits until it answers.
func run(b *testing.B, addr, name string, args ...string) *loaded {
	b.Helper()
	cmd := exec.Command(name, args...)
	dir := b.TempDir()
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	if err := cmd.Start(); err != nil {
		b.Fatalf("%v (make needs)", err)
	}
	b.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }) // nothing of it is kept
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		c, err := net.Dial("tcp", addr)
		if err == nil {
			c.Close()
			return &loaded{addr, cmd}
		}
		if time.Now().After(end) {
			b.Fatalf("%s does not answer: %v", name, err)
		}
	}
}

func free(b *testing.B) string {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
