package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"trousse/internal/site"
)

// process is the server as it runs.
type process struct {
	t     *testing.T
	cmd   *exec.Cmd
	url   string
	lines *bufio.Reader
	errs  bytes.Buffer
}

// start runs the server on a free port and waits until it says where it is.
func start(t *testing.T, args ...string) *process {
	t.Helper()
	return startAs(t, exec.Command(withSite, append([]string{"-addr", "127.0.0.1:0"}, args...)...))
}

func startAs(t *testing.T, cmd *exec.Cmd) *process {
	t.Helper()
	p := &process{t: t, cmd: cmd}
	cmd.Stderr = &p.errs
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }) // most have ended by then
	p.lines = bufio.NewReader(out)
	url, err := p.lines.ReadString('\n')
	if err != nil {
		t.Fatalf("it begins with %q, %v, %s", url, err, p.errs.String())
	}
	p.url = strings.TrimSpace(url)
	return p
}

func (p *process) signal(s syscall.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// ended waits for an end without a word.
func (p *process) ended() {
	p.t.Helper()
	if rest, err := io.ReadAll(p.lines); err != nil || len(rest) > 0 {
		p.t.Errorf("it also said %q, %v", rest, err)
	}
	if err := p.cmd.Wait(); err != nil || p.errs.Len() > 0 {
		p.t.Errorf("stopping: %v, %q", err, p.errs.String())
	}
}

// dial opens a connection that holds little of what is not read from it: far less than the program.
func (p *process) dial() net.Conn {
	p.t.Helper()
	c, err := net.Dial("tcp", strings.TrimSuffix(strings.TrimPrefix(p.url, "http://"), "/"))
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { c.Close() })
	if err := c.(*net.TCPConn).SetReadBuffer(256 << 10); err != nil {
		p.t.Fatal(err)
	}
	return c
}

// answers asks for the page, on a connection of its own.
func (p *process) answers() {
	p.t.Helper()
	client := &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	a, err := client.Get(p.url)
	if err != nil {
		p.t.Fatal(err)
	}
	defer a.Body.Close()
	if page, err := io.ReadAll(a.Body); err != nil || !bytes.Contains(page, []byte("<title>Trousse</title>")) {
		p.t.Fatalf("the page: %s, %v", a.Status, err)
	}
}

// resident is the memory of the server, in bytes.
func (p *process) resident() int {
	p.t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", p.cmd.Process.Pid))
	if err != nil {
		p.t.Fatal(err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(b))[1])
	if err != nil {
		p.t.Fatal(err)
	}
	return pages * os.Getpagesize()
}

// program returns the path of the program, and the hash of its bytes.
func program(t *testing.T) (path string, sum [32]byte) {
	t.Helper()
	b := make([]byte, 12<<20)
	_, _ = rand.NewChaCha8([32]byte{}).Read(b)
	return "/" + site.NewAsset("kit.wasm", b, true).Path, sha256.Sum256(b)
}

// TestStop tells the server to stop while somebody is in the middle of the program: they get all of it, nobody else comes in.
func TestStop(t *testing.T) {
	t.Parallel()
	path, want := program(t)
	p := start(t)
	c := p.dial()
	fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: kit\r\n\r\n", path)
	a, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.New()
	if _, err := io.CopyN(sum, a.Body, 64<<10); err != nil {
		t.Fatal(err)
	}
	p.signal(syscall.SIGTERM)
	for refused := false; !refused; time.Sleep(10 * time.Millisecond) {
		late, err := net.Dial("tcp", c.RemoteAddr().String())
		if refused = err != nil; !refused {
			late.Close()
		}
	}
	if _, err := io.Copy(sum, a.Body); err != nil || [32]byte(sum.Sum(nil)) != want {
		t.Errorf("the program did not come whole: %v", err)
	}
	c.Close()
	p.ended()
}

// TestStopAtOnce asks twice, as an impatient person does.
func TestStopAtOnce(t *testing.T) {
	t.Parallel()
	path, _ := program(t)
	p := start(t)
	c := p.dial()
	fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: kit\r\n\r\n", path)
	if _, err := io.ReadFull(c, make([]byte, 64<<10)); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	p.signal(syscall.SIGINT)
	go func() { ended <- p.cmd.Wait() }()
	for asked := time.Now(); ; {
		select {
		case <-ended:
			if took := time.Since(asked); took > finish/2 {
				t.Errorf("it took %v", took)
			}
			return
		case <-time.After(100 * time.Millisecond):
			_ = p.cmd.Process.Signal(syscall.SIGINT) // the first may not have been heard yet
		}
	}
}

// TestSlow holds hundreds of connections open: some send a request byte by byte, some ask for the program and take none of it.
// Others are answered meanwhile, the first are sent away, and memory does not grow by what is not taken.
func TestSlow(t *testing.T) {
	t.Parallel()
	path, _ := program(t)
	p := start(t)
	p.answers()
	before := p.resident()
	for range 100 {
		fmt.Fprintf(p.dial(), "GET %s HTTP/1.1\r\nHost: kit\r\n\r\n", path)
	}
	var gone sync.WaitGroup
	for range 400 {
		c := p.dial()
		gone.Add(1)
		go func() {
			defer gone.Done()
			fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: kit\r\nX-Slow: ")
			for i := 0; i < 60; i++ {
				_ = c.SetReadDeadline(time.Now().Add(500 * time.Millisecond))
				if _, err := c.Read(make([]byte, 1)); err != nil && !os.IsTimeout(err) {
					return
				}
				fmt.Fprint(c, "x")
			}
			t.Error("a request that never ends is still waited for after 30 s")
		}()
	}
	p.answers()
	if grown := p.resident() - before; grown > 64<<20 {
		t.Errorf("memory grew by %d MB for 500 slow connections", grown>>20)
	}
	gone.Wait()
	p.answers()
}

// TestCrowd opens more connections than the system lets the server have. It answers again once the silent ones are sent away.
func TestCrowd(t *testing.T) {
	t.Parallel()
	p := startAs(t, exec.Command("sh", "-c", "ulimit -n 40 && exec "+withSite+" -addr 127.0.0.1:0"))
	var silent []net.Conn
	for range 50 {
		silent = append(silent, p.dial())
	}
	p.answers()
	for _, c := range silent {
		c.Close()
	}
	p.signal(syscall.SIGTERM)
	p.ended()
}

// TestGarbage sends what no browser sends. The server answers that something is wrong with it, or hangs up, says nothing
// anywhere, and goes on.
func TestGarbage(t *testing.T) {
	t.Parallel()
	p := start(t)
	random := rand.NewChaCha8([32]byte{1})
	requests := []string{
		"", "\r\n\r\n", "GET", "GET /\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "get / http/1.1\r\n\r\n",
		"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", // TLS where there is none
		"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
		"GET / HTTP/1.1\r\n\r\n",                       // no host
		"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", // two
		"GET / HTTP/1.1\r\nHost: kit\r\nX\x00: y\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: kit\r\n: y\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: kit\r\nX: " + strings.Repeat("x", 1<<20) + "\r\n\r\n",
		"GET /" + strings.Repeat("x", 1<<20) + " HTTP/1.1\r\nHost: kit\r\n\r\n",
		"GET /%zz HTTP/1.1\r\nHost: kit\r\n\r\n", "GET /\x00 HTTP/1.1\r\nHost: kit\r\n\r\n",
		"GET /../../etc/passwd HTTP/1.1\r\nHost: kit\r\n\r\n",
		"GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: kit\r\n\r\n",
		"GET /site.json HTTP/1.1\r\nHost: kit\r\n\r\n",
		"OPTIONS * HTTP/1.1\r\nHost: kit\r\n\r\n",
		"CONNECT elsewhere:443 HTTP/1.1\r\nHost: kit\r\n\r\n",
		"DELETE / HTTP/1.1\r\nHost: kit\r\n\r\n",
		"POST / HTTP/1.1\r\nHost: kit\r\nContent-Length: -1\r\n\r\n",
		"POST / HTTP/1.1\r\nHost: kit\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
		"POST / HTTP/1.1\r\nHost: kit\r\nContent-Length: 99999999999\r\n\r\nx",
		"POST / HTTP/1.1\r\nHost: kit\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
		"POST / HTTP/1.1\r\nHost: kit\r\nTransfer-Encoding: gzip\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: kit\r\nExpect: nothing\r\n\r\n",
	}
	for range 100 {
		b := make([]byte, 1+random.Uint64()%2000)
		_, _ = random.Read(b)
		requests = append(requests, string(b), "GET / HTTP/1.1\r\nHost: kit\r\n"+string(b)+"\r\n\r\n")
	}
	for _, request := range requests {
		c := p.dial()
		_ = c.SetDeadline(time.Now().Add(20 * time.Second))
		_, _ = io.WriteString(c, request) // the server may hang up before the end of it
		_ = c.(*net.TCPConn).CloseWrite()
		a, err := http.ReadResponse(bufio.NewReader(c), nil)
		if os.IsTimeout(err) {
			t.Errorf("%.60q is neither answered nor hung up on", request)
		}
		if err == nil && (a.StatusCode < 400 || a.StatusCode >= 500 && a.StatusCode != http.StatusNotImplemented && a.StatusCode != http.StatusHTTPVersionNotSupported) {
			t.Errorf("%.60q is answered by %s", request, a.Status)
		}
		c.Close()
	}
	p.answers()
	p.signal(syscall.SIGTERM)
	p.ended()
}
