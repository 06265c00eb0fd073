package e2e

import "strings"

// log saves a conversation through its form, the fields given as name, value pairs, and waits until it is safe.
func (p *page) log(pairs ...string) {
	p.t.Helper()
	p.open("/log")
	p.fill(pairs...)
	p.press("save")
	p.at("/")
	p.output("save_state", "saved")
}

// client saves a new record through its form and returns its id.
func (p *page) client(pairs ...string) string {
	p.t.Helper()
	p.open("/clients/new")
	p.fill(pairs...)
	p.press("save")
	p.wait("the client has a page", `/^\/clients\/[0-9a-f-]{36}$/.test(location.pathname)`)
	p.output("save_state", "saved")
	return eval[string](p, `location.pathname.split("/").pop()`)
}

// kept counts the rows of one of the kit's stores in this browser.
func (p *page) kept(store string) int {
	p.t.Helper()
	return eval[int](p, `e2e.count(%v)`, store)
}

// leavesNoDraft says which drafts are kept in this browser, where none should be.
func (p *page) leavesNoDraft() {
	p.t.Helper()
	if left := eval[[]string](p, `e2e.keys("drafts")`); len(left) > 0 {
		p.t.Errorf("drafts are left behind: %s", strings.Join(left, ", "))
	}
}
