package e2e

import (
	"net/http"
	"strings"
	"testing"
)

// TestParts withholds the second part of the program: what the kit is made for needs the first alone, from the first start to a
// locked one, and never waits. A room of the other part says that it is on its way, and then it is there.
func TestParts(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	come := make(chan struct{})
	p.server.fail(func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.Contains(r.URL.Path, "/rooms.") {
				select {
				case <-come:
				case <-r.Context().Done():
					return
				}
			}
			h.ServeHTTP(w, r)
		})
	})
	calm := func() {
		t.Helper()
		if n := eval[int](p, `performance.getEntriesByName("kit:waits").length`); n > 0 {
			t.Errorf("%d times something waited that should not", n)
		}
	}
	p.open("/?lang=en")
	logByHand(p)
	p.shows("Marie Tremblay")
	p.turn("/clients")
	p.shows("Marie Tremblay")
	p.turn("/calculators")
	p.shows("The rest of the kit is coming")
	p.turn("/")
	p.shows("Marie Tremblay")

	calm()
	p.protect()
	calm()
	p.visit("/log")
	p.stands("locked")
	p.unlock()
	p.has("client")
	p.turn("/calculators/lost-client")
	p.shows("The rest of the kit is coming")
	calm()
	close(come)
	p.shows("What losing a client costs")
}

// TestPartsAway opens a room of the second part by its address, where that part does not come and then cannot be had: it says so,
// the rooms that are here can be gone to, and who tries again keeps their place.
func TestPartsAway(t *testing.T) {
	t.Parallel()
	p := fresh(t)
	refused, come := make(chan struct{}), make(chan struct{})
	p.server.fail(func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.Contains(r.URL.Path, "/rooms.") {
				select {
				case <-refused:
				case <-r.Context().Done():
					return
				}
				select {
				case <-come:
				default:
					http.Error(w, "", http.StatusServiceUnavailable)
					return
				}
			}
			h.ServeHTTP(w, r)
		})
	})
	p.open("/calculators/lost-client?lang=en")
	p.shows("The rest of the kit is coming")
	p.turn("/log")
	p.has("client")
	p.turn("/calculators/lost-client")
	p.shows("The rest of the kit is coming")
	close(refused)
	p.shows("The rest of the kit isn’t here yet")
	p.press("try_again")
	p.wait("the heading has the focus", `document.activeElement.id === "top"`)
	close(come)
	p.shows("What losing a client costs")
	p.wait("the heading has the focus", `document.activeElement.id === "top"`)
	p.forgive("503")
}
