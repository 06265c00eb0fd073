// Package e2e holds the journeys: what people do with the kit, done in real browsers against the site as it was built:
// all of them in Chromium, and what nobody can do without in Firefox and WebKit too (TestEngines). There is no code here that the kit runs, and no rule of the domain is tried here for its own sake: packages
// below internal/ do that faster. A journey finds its way by the names of controls, by routes and by outputs, never by
// wording or looks, so that both may change freely.
//
//	make build && go test ./internal/e2e/...
//
// Each journey has a server, and so an origin, of its own: what one keeps in the browser, no other sees.
package e2e
