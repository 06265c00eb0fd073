// Command dist builds the whole site: it compiles the program for the browser, names every file by its
// content, compresses it, and stamps the page, the worker and the manifest.
//
//	go run ./cmd/dist [-o DIR] [-base /] [-quick]
//
// It works from the module's root and leaves what it can use again in build/.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path"
	"time"

	"trousse/internal/site"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("dist: ")
	out := flag.String("o", "internal/site/built", "folder of the built site")
	base := flag.String("base", "/", "path the site is served under")
	quick := flag.Bool("quick", false, "compress only what the cache already holds compressed")
	flag.Parse()
	if flag.NArg() > 0 {
		log.Fatalf("unknown argument %q", flag.Arg(0))
	}
	if err := build(*out, *base, *quick); err != nil {
		log.Fatal(err)
	}
}

func build(out, base string, quick bool) error {
	start := time.Now()
	made, err := program("build")
	if err != nil {
		return err
	}
	if err := bundles(made); err != nil {
		return err
	}
	if err := licences(made); err != nil {
		return err
	}
	record, assets, err := site.Assemble(os.DirFS("web"), made)
	if err != nil {
		return err
	}
	cache := cache{dir: "build/cache", by: site.PackedBy(), only: quick}
	packed, err := cache.all(assets)
	if err != nil {
		return err
	}
	pack := func(name string, content []byte) (map[string][]byte, error) {
		if v, ok := packed[name]; ok || quick {
			return v, nil
		}
		return site.Pack(name, content)
	}
	version, err := site.Write(out, base, record, assets, pack)
	if err != nil {
		return err
	}
	report(record, packed)
	fmt.Printf("version %s in %s, %.1f s\n", version, out, time.Since(start).Seconds())
	return nil
}

// report prints the sizes that count at a first visit, in bytes.
func report(r site.Record, packed map[string]map[string][]byte) {
	raw, small := 0, 0
	for _, a := range r.Assets {
		if !a.Kept {
			continue
		}
		br := a.Size
		if v, ok := packed[a.Path][".br"]; ok {
			br = len(v)
		}
		raw, small = raw+a.Size, small+br
		fmt.Printf("%9d %9d br  %s\n", a.Size, br, path.Base(a.Path))
	}
	fmt.Printf("%9d %9d br  kept by the worker, the page apart\n", raw, small)
}
