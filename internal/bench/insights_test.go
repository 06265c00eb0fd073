package bench

import (
	"path/filepath"
	"testing"
	"time"
)

// follow presses a link to a route.
func follow(route string) string {
	return `{
		const a = Object.assign(document.createElement("a"), { href: "` + route + `" });
		document.body.append(a);
		a.click();
		a.remove();
	}`
}

// figuresShown is the time in milliseconds from a press on a link to the insights until their first figures are painted,
// and the longest task until a second later, when all of them are.
var figuresShown = `return new Promise((ok) => {
	let longest = 0;
	const tasks = new PerformanceObserver((l) => { for (const e of l.getEntries()) longest = Math.max(longest, e.duration); });
	tasks.observe({ type: "longtask" });
	const from = performance.now();
	const seen = new MutationObserver(() => {
		if (!document.querySelector("output[name=felt_better]")) return;
		seen.disconnect();
		requestAnimationFrame(() => setTimeout(() => {
			const took = performance.now() - from;
			setTimeout(() => { tasks.disconnect(); ok({ took, longest }); }, 1000);
		}));
	});
	seen.observe(document.body, { childList: true, subtree: true });
	` + follow("/insights") + `
})`

// figures opens the insights over many records and over a thousand, with the index and what the kit knows at hand, as in a
// kit that is in use, and by their address as the first screen.
func figures(b *testing.B, kit *host, many *visitor, now time.Time) []row {
	b.Helper()
	thousand := &visitor{host: kit, profile: filepath.Join(b.TempDir(), "thousand")}
	w, quit := launch(b, thousand.profile, slowdown)
	w.restore(kit, newJournal(day(records/20), now).backup(b, now))
	w.start(kit.url("/?lang=en"))
	w.controlled()
	quit()
	var opened, cold [2]samples
	var longest samples
	for range turns {
		for i, v := range []*visitor{many, thousand} {
			w, quit := launch(b, v.profile, slowdown)
			w.open(kit.url("/insights"))
			cold[i] = append(cold[i], js[float64](w, `
				while (!document.querySelector("output[name=felt_better]")) await new Promise(requestAnimationFrame);
				return performance.now()`))
			w.start(kit.url("/clients"))
			w.wait("the list", `document.querySelectorAll("main .row").length >= 30`, time.Minute)
			js[bool](w, follow("/kit")+"return true")
			w.wait("what the kit knows", `document.querySelector("main .situation")`, time.Minute)
			w.idle()
			shown := js[struct{ Took, Longest float64 }](w, figuresShown)
			opened[i] = append(opened[i], shown.Took)
			if i == 0 {
				longest = append(longest, shown.Longest)
			}
			quit()
		}
	}
	return []row{
		ratio("insights, 20,000 records ÷ 1,000", 3, opened[0], opened[1]),
		plain("longest task while the insights of 20,000 come up", "ms", 100, longest),
		ratio("insights as the first screen, 20,000 records ÷ 1,000", 0, cold[0], cold[1]),
	}
}
