package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"syscall"
	"time"

	"trousse/internal/site"
)

// finish is how long answers that are under way have to end once the server is told to stop: the whole program over a good line.
// Service managers wait for longer (systemd 90 s) before they kill.
const finish = 30 * time.Second

// serve hands the built site out until ctx is done, then lets running answers finish.
func serve(ctx context.Context, addr, cert, key string, out io.Writer) error {
	built, err := site.Built()
	if err != nil {
		return err
	}
	scheme := "http"
	var secure *tls.Config
	if cert != "" || key != "" {
		if cert == "" || key == "" {
			return errors.New("-cert and -key go together: one of them is missing")
		}
		pair, err := tls.LoadX509KeyPair(cert, key)
		if err != nil {
			return fmt.Errorf("reading the certificate and its key: %w", err)
		}
		scheme, secure = "https", &tls.Config{Certificates: []tls.Certificate{pair}, NextProtos: []string{"h2", "http/1.1"}}
	}
	handler, err := site.NewHandler(built)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%s is already in use: choose another with -addr", addr)
	}
	if err != nil {
		return fmt.Errorf("listening on %s: %w", addr, err)
	}
	if secure != nil {
		listener = tls.NewListener(listener, secure)
	}
	server := &http.Server{
		Handler:           handler,
		ErrorLog:          log.New(io.Discard, "", 0), // it would name addresses and paths
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      5 * time.Minute, // a whole program over a slow phone line
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,

		DisableGeneralOptionsHandler: true, // its answer has no policy
	}
	fmt.Fprintf(out, "%s://%s/\n", scheme, listener.Addr())

	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	closing, cancel := context.WithTimeout(context.Background(), finish)
	defer cancel()
	if err := server.Shutdown(closing); err != nil {
		return server.Close()
	}
	return nil
}
