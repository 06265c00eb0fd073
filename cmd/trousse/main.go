// Command trousse serves the built site, or writes it out for any static host. It is a file server and nothing
// more: no data of the kit ever reaches it.
//
//	trousse [-addr 127.0.0.1:8080] [-cert FILE -key FILE]
//	trousse export [-base /] DIR
//	trousse check URL
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"trousse/internal/site"
)

const usage = `usage: trousse [-addr 127.0.0.1:8080] [-cert FILE -key FILE]
       trousse export [-base /] DIR
       trousse check URL
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // who asks a second time does not wait for answers that are under way
	err := run(ctx, os.Args[1:], os.Stdout)
	switch {
	case err == nil:
	case errors.Is(err, flag.ErrHelp):
		fmt.Print(usage)
	default:
		fmt.Fprintln(os.Stderr, "trousse:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		switch args[0] {
		case "export":
			return export(args[1:], out)
		case "check":
			return check(args[1:], out)
		}
		return fmt.Errorf("unknown command %q: try trousse -h", args[0])
	}
	f := newFlags()
	addr := f.String("addr", "127.0.0.1:8080", "")
	cert := f.String("cert", "", "")
	key := f.String("key", "", "")
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return fmt.Errorf("unknown argument %q: try trousse -h", f.Arg(0))
	}
	return serve(ctx, *addr, *cert, *key, out)
}

func export(args []string, out io.Writer) error {
	f := newFlags()
	base := f.String("base", "/", "")
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() != 1 {
		return errors.New("export wants one folder: trousse export [-base /] DIR")
	}
	built, err := site.Built()
	if err != nil {
		return err
	}
	if err := site.Export(built, f.Arg(0), *base); err != nil {
		return fmt.Errorf("exporting to %s: %w", f.Arg(0), err)
	}
	fmt.Fprintf(out, "written to %s, to be served at %s\n", f.Arg(0), *base)
	return nil
}

// check tells whether a host gives out this site as it should.
func check(args []string, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("check wants the address of a page: trousse check https://kit.example/")
	}
	built, err := site.Built()
	if err != nil {
		return err
	}
	wrong, err := site.Probe(&http.Client{Timeout: time.Minute}, built, args[0])
	if err != nil {
		return fmt.Errorf("checking %s: %w", args[0], err)
	}
	for _, line := range wrong {
		fmt.Fprintln(out, line)
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%d things are wrong at %s", len(wrong), args[0])
	}
	fmt.Fprintf(out, "%s is served as it should be\n", args[0])
	return nil
}

// newFlags keeps the flag package quiet: main prints the one line.
func newFlags() *flag.FlagSet {
	f := flag.NewFlagSet("trousse", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	return f
}
