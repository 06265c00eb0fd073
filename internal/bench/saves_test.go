package bench

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"trousse/internal/site"
)

// BenchmarkSaves measures the store alone, in a page of its own (see saver/): as it comes, and then under a passphrase.
func BenchmarkSaves(b *testing.B) {
	built, record, _ := kit(b)
	wasm := filepath.Join(b.TempDir(), "saver.wasm")
	build := exec.Command("go", append(append([]string{"build"}, site.ProgramFlags...), "-o", wasm, "./saver")...)
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	files := map[string][]byte{"index.html": read(b, pages, "saver/index.html"), "assets/saver.js": read(b, pages, "saver/saver.js")}
	var err error
	if files["assets/saver.wasm"], err = os.ReadFile(wasm); err != nil {
		b.Fatal(err)
	}
	for _, a := range record.Assets {
		if a.Name == "wasm_exec.js" {
			files["assets/wasm_exec.js"] = read(b, built, a.Path)
		}
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
	r := ratio("durable save of a conversation ÷ floor's strict transaction", 3, kit, floor)
	r.spread = quartiles(r.spread)
	table = append(table, r, row{
		what: "durable save under a passphrase ÷ without, each by its floor", unit: "×", budget: 1.5,
		measured: sealed.median() / beside.median() / (kit.median() / floor.median()),
		note:     fmt.Sprintf("%.1f, %.1f ms; floors %.1f, %.1f ms", sealed.median(), kit.median(), beside.median(), floor.median()),
	})
}
