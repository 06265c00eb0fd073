package site

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

// stdEdits leave out of the standard library what nothing in a browser asks for and the linker cannot know of: the self-tests of
// FIPS 140, and the random numbers that go through a generator of its own, for a mode that Go refuses to run in there (they bring
// AES and its tables, SHA-3 and SHA-512); the metrics and the traces of the runtime; the search for a setting that breaks something.
// Random bytes come from the browser, as before. The powers of ten, 11 kB that do not compress, are worked out when the program begins.
// And texts go to the browser without a finalizer.
var stdEdits = []struct{ file, old, new string }{
	{"crypto/internal/fips140/aes/cast.go", "\nfunc init() {\n", "\nfunc _() {\n"},
	{"crypto/internal/fips140/aes/gcm/cast.go", "\nfunc init() {\n", "\nfunc _() {\n"},
	{"crypto/internal/fips140/drbg/cast.go", "\nfunc init() {\n", "\nfunc _() {\n"},
	{"crypto/internal/fips140/drbg/rand.go", "\tif !fips140.Enabled {\n", "\tif true {\n"},
	{"crypto/internal/fips140/hmac/cast.go", "\nfunc init() {\n", "\nfunc _() {\n"},
	{"crypto/internal/fips140/pbkdf2/cast.go", "\nfunc init() {\n", "\nfunc _() {\n"},
	{"crypto/internal/fips140/sha256/cast.go", "\nfunc init() {\n", "\nfunc _() {\n"},
	{"crypto/internal/fips140/sha3/cast.go", "\nfunc init() {\n", "\nfunc _() {\n"},
	{"crypto/internal/fips140/sha512/cast.go", "\nfunc init() {\n", "\nfunc _() {\n"},
	{"internal/godebug/godebug.go", "v.bisect, _ = bisect.New(arg[j+1:])", ""},
	{"internal/godebug/godebug.go", "v.bisect != nil && !v.bisect.Stack(&stderr)", "false"},
	{"internal/strconv/pow10tab.go", "\nvar pow10Tab = [...]uint128{\n", powersOfTen + "\nvar _ = [...]uint128{\n"},
	{"syscall/js/js.go", storeArgs, dropStrings},
	{"syscall/js/js.go", "valueCall(v.ref, m, argRefs)\n", "valueCall(v.ref, m, argRefs)\n\tdropStrings(args, argRefs)\n"},
	{"syscall/js/js.go", "valueInvoke(v.ref, argRefs)\n", "valueInvoke(v.ref, argRefs)\n\tdropStrings(args, argRefs)\n"},
	{"syscall/js/js.go", "valueNew(v.ref, argRefs)\n", "valueNew(v.ref, argRefs)\n\tdropStrings(args, argRefs)\n"},
	{"syscall/js/js.go", "\txv := ValueOf(x)\n\tvalueSet(v.ref, p, xv.ref)\n", setString + "\txv := ValueOf(x)\n\tvalueSet(v.ref, p, xv.ref)\n"},
	{"runtime/metrics.go", "read func() uint64) {\n\tmetricsLock()\n", "read func() uint64) {\n\treturn\n\tmetricsLock()\n"},
	{"runtime/traceruntime.go", "\treturn trace.enabled\n", "\treturn false\n"},
	{"runtime/traceruntime.go", "\treturn trace.enabledWithAllocFree\n", "\treturn false\n"},
	{"runtime/traceruntime.go", "\treturn trace.shutdown.Load()\n", "\treturn false\n"},
}

// A text handed to the browser is let go of as soon as it was taken: a finalizer for each takes longer than the call, and the longer
// the more there are. A list of fifty rows hands over some thousand.
const (
	storeArgs = `
func storeArgs(args []any, argValsDst []Value, argRefsDst []ref) {
	// would go in makeArgs if the combined func was simple enough to inline
	for i, arg := range args {
`
	dropStrings = `
func dropStrings(args []any, refs []ref) {
	for i, arg := range args {
		if _, ok := arg.(string); ok {
			finalizeRef(refs[i])
		}
	}
}
` + storeArgs + `		if s, ok := arg.(string); ok {
			argRefsDst[i] = stringVal(s)
			continue
		}
`
	setString = `	if s, ok := x.(string); ok {
		r := stringVal(s)
		valueSet(v.ref, p, r)
		finalizeRef(r)
		runtime.KeepAlive(v)
		return
	}
`
)

// powersOfTen makes the table of internal/strconv: the first 128 bits of each power, the rest cut off, are those of 5 multiplied again and
// again, and of a power of 2 divided.
const powersOfTen = `
var pow10Tab = pow10s()

func pow10s() (tab [pow10Max - pow10Min + 1]uint128) {
	const words = 32 // of 32 bits, the lowest first
	var up, down [words]uint64
	up[0], down[words-1] = 1, 1<<31
	for e := 0; e <= -pow10Min; e++ {
		if e <= pow10Max {
			tab[e-pow10Min] = first128(&up)
		}
		tab[-e-pow10Min] = first128(&down)
		carry, rest := uint64(0), uint64(0)
		for i := range up {
			carry += up[i] * 5
			up[i], carry = carry&(1<<32-1), carry>>32
			rest = rest<<32 | down[words-1-i]
			down[words-1-i], rest = rest/5, rest%5
		}
	}
	return tab
}

func first128(n *[32]uint64) uint128 {
	h := len(n) - 1
	for n[h] == 0 {
		h--
	}
	var w [5]uint64
	for i := 0; i < len(w) && i <= h; i++ {
		w[i] = n[h-i]
	}
	hi, lo, more := w[0]<<32|w[1], w[2]<<32|w[3], w[4]<<32
	for hi>>63 == 0 {
		hi, lo, more = hi<<1|lo>>63, lo<<1|more>>63, more<<1
	}
	return uint128{hi, lo}
}
`

// OverlayStd writes the files of the standard library with those edits into to, and the file that tells the compiler of them, which
// it returns. What another version of Go has written otherwise stays as it is there, and is named: the program is only larger.
func OverlayStd(goroot, to string) (overlay string, left []string, err error) {
	edited := map[string][]byte{}
	for _, e := range stdEdits {
		b, ok := edited[e.file]
		if !ok {
			if b, err = os.ReadFile(filepath.Join(goroot, "src", filepath.FromSlash(e.file))); err != nil {
				b = nil
			}
		}
		if bytes.Count(b, []byte(e.old)) != 1 {
			left = append(left, e.file)
			continue
		}
		edited[e.file] = bytes.Replace(b, []byte(e.old), []byte(e.new), 1)
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return "", nil, err
	}
	replace := map[string]string{}
	for name, b := range edited {
		p, err := filepath.Abs(filepath.Join(to, strings.ReplaceAll(name, "/", "_")+".txt"))
		if err != nil {
			return "", nil, err
		}
		if err := os.WriteFile(p, b, 0o644); err != nil {
			return "", nil, err
		}
		replace[filepath.Join(goroot, "src", filepath.FromSlash(name))] = p
	}
	b, err := json.Marshal(map[string]map[string]string{"Replace": replace})
	if err != nil {
		return "", nil, err
	}
	overlay = filepath.Join(to, "overlay.json")
	return overlay, left, os.WriteFile(overlay, b, 0o644)
}
