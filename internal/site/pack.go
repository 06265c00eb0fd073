package site

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/andybalholm/brotli"
)

// window is how far back brotli looks, as a power of two: the farthest that browsers take, four times the usual. The program is
// larger than the usual one, and 1.4 % smaller for it.
const window = 24

// PackedBy names what packs, by all that its bytes depend on: the settings, the version of brotli, and Go's, whose gzip it is.
func PackedBy() string {
	name := fmt.Sprintf("brotli %d %d, gzip %d, %s", brotli.BestCompression, window, gzip.BestCompression, runtime.Version())
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if strings.HasSuffix(m.Path, "/brotli") {
				name += ", " + m.Version + " " + m.Sum
			}
		}
	}
	return name
}

// Pack returns the variants of a file by ending (".br", ".gz"), each at its smallest. It returns none for a
// file that does not shrink.
func Pack(name string, content []byte) (map[string][]byte, error) {
	if !Compressible(name) {
		return nil, nil
	}
	var br, gz bytes.Buffer
	g, err := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	b := brotli.NewWriterOptions(&br, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: window})
	for _, w := range []io.WriteCloser{b, g} {
		if _, err := w.Write(content); err != nil {
			return nil, err
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
	}
	if br.Len() >= len(content) || gz.Len() >= len(content) {
		return nil, nil
	}
	return map[string][]byte{".br": br.Bytes(), ".gz": gz.Bytes()}, nil
}
