package e2e

import (
	"errors"
	"io/fs"
	"net"
	"net/http"
	"sync"
	"testing"

	"trousse/internal/site"
)

// server hands out the built site on an origin that stays the same while the server comes and goes.
type server struct {
	t    *testing.T
	addr string
	path string // under which the site is, without its last slash
	http *http.Server

	mu    sync.Mutex
	site  http.Handler
	fault func(h http.Handler) http.Handler // nil: it serves as it should
}

func serve(t *testing.T) *server {
	t.Helper()
	s := &server{t: t}
	built, err := site.Built()
	if err != nil {
		t.Fatal(err)
	}
	s.release(built)
	s.start()
	t.Cleanup(s.stop)
	return s
}

// release puts another build in the place of the one being served.
func (s *server) release(built fs.FS) {
	s.t.Helper()
	h, err := site.NewHandler(built)
	if err != nil {
		s.t.Fatal(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.site = h
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	h := s.site
	if s.fault != nil {
		h = s.fault(h)
	}
	s.mu.Unlock()
	h.ServeHTTP(w, r)
}

// fail has the server answer in a faulty way, until it is told nil.
func (s *server) fail(fault func(h http.Handler) http.Handler) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = fault
}

// origins are those there were: on one that comes back, a browser that is shared still has what another journey left.
var origins sync.Map

// unused listens at an address of this machine that no other had.
func unused() (net.Listener, error) {
	for {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		if _, had := origins.LoadOrStore(l.Addr().String(), true); !had {
			return l, nil
		}
		l.Close()
	}
}

// listen takes the address of the server again or, the first time, one that no other had.
func (s *server) listen() (net.Listener, error) {
	if s.http != nil {
		return net.Listen("tcp", s.addr)
	}
	return unused()
}

func (s *server) start() {
	s.t.Helper()
	l, err := s.listen()
	if err != nil {
		s.t.Fatal(err)
	}
	s.addr, s.http = l.Addr().String(), &http.Server{Handler: s}
	go func(h *http.Server) {
		if err := h.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			s.t.Error(err)
		}
	}(s.http)
}

// stop takes the network away: connections break, new ones are refused.
func (s *server) stop() { s.http.Close() }

func (s *server) origin() string { return "http://" + s.addr + s.path }
