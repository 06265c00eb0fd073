package bench

import (
	"fmt"
	"path/filepath"
	"testing"
)

// BenchmarkSaves measures the store alone, in a page of its own (see saver/): as it comes, and then under a passphrase.
func BenchmarkSaves(b *testing.B) {
	files := map[string][]byte{
		"index.html": read(b, pages, "saver/index.html"), "assets/saver.js": read(b, pages, "saver/saver.js"),
		"assets/saver.wasm": program(b, "saver"), "assets/wasm_exec.js": asset(b, "wasm_exec.js"),
	}
	w, quit := launch(b, filepath.Join(b.TempDir(), "saver"), slowdown)
	defer quit()
	w.open(newHost(b, serve(b, files)).url("/"))
	saves := func() (kit, floor samples) {
		js[any](w, `return turns(20)`)
		for _, pair := range js[struct{ Timed [][2]float64 }](w, `return turns(100)`).Timed {
			kit, floor = append(kit, pair[0]), append(floor, pair[1])
		}
		return kit, floor
	}
	kit, floor := saves()
	js[any](w, `return protect()`)
	sealed, beside := saves()
	r := ratio("durable save of a conversation ÷ floor's strict transaction", 2, kit, floor)
	r.spread = quartiles(r.spread)
	table = append(table, r, row{
		what: "durable save under a passphrase ÷ without, each by its floor", unit: "×", budget: 1.5,
		measured: sealed.median() / beside.median() / (kit.median() / floor.median()),
		note:     fmt.Sprintf("%.1f, %.1f ms; floors %.1f, %.1f ms", sealed.median(), kit.median(), beside.median(), floor.median()),
	})
}
