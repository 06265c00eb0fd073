package bench

import "fmt"

// used is how many screens a kit has shown in one sitting before its starts are measured, as in any day of work. What Chromium
// compiled well by then it keeps beside the program (a million bytes of it, here after some 180 screens), and starts from it.
const used = 250

// visiting offers visit(from, to), which goes from one address of the kit to the next by links.
const visiting = `window.visit = async (paths, from, to) => {
	for (let i = from; i < to; i++) {
		const a = document.body.appendChild(document.createElement("a"));
		a.href = paths[i % paths.length];
		a.click();
		a.remove();
		for (let n = 0; n < 5; n++) await new Promise(requestAnimationFrame);
		await new Promise((ok) => requestIdleCallback(ok, { timeout: 1000 }));
	}
	return true;
};`

// workday uses the kit that is shown, at the machine's own speed.
func (w window) workday() {
	w.tb.Helper()
	w.slow(1)
	js[bool](w, visiting+fmt.Sprintf(`return visit(["/clients", "/log", "/playbooks", "/promises", "/help-now", "/calculators/lost-client",
		"/insights", "/settings", "/"], 0, %d)`, used))
	w.slow(slowdown)
}
