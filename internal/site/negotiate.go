package site

import (
	"strconv"
	"strings"
)

// weights reads a header such as "gzip;q=0.8, br" into weights by lower-case token. A weight that is not a
// number between 0 and 1 counts as 0.
func weights(headers []string) map[string]float64 {
	w := map[string]float64{}
	for item := range strings.SplitSeq(strings.Join(headers, ","), ",") {
		token, params, _ := strings.Cut(item, ";")
		token = strings.ToLower(strings.TrimSpace(token))
		if token == "" {
			continue
		}
		w[token] = 1
		for param := range strings.SplitSeq(params, ";") {
			key, value, ok := strings.Cut(param, "=")
			if !ok || strings.ToLower(strings.TrimSpace(key)) != "q" {
				continue
			}
			q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil || !(q >= 0 && q <= 1) {
				q = 0
			}
			w[token] = q
		}
	}
	return w
}

// choose returns the variant the browser likes best: the smallest among equals. The body as is answers a
// browser that refuses everything.
func choose(variants []variant, acceptEncoding []string) variant {
	w := weights(acceptEncoding)
	best, weight := variants[0], 0.0
	for _, v := range variants[1:] {
		q, named := w[v.encoding]
		if !named {
			q = w["*"]
		}
		if q > weight {
			best, weight = v, q
		}
	}
	if q, named := w["identity"]; named && q > weight {
		return variants[0]
	}
	return best
}

// wantsPage says whether a request asks for a page by name, as a navigation does and a script's fetch does not.
func wantsPage(accept []string) bool { return weights(accept)["text/html"] > 0 }

// matches compares an If-None-Match list with a tag, weakly as the standard asks.
func matches(headers []string, etag string) bool {
	for item := range strings.SplitSeq(strings.Join(headers, ","), ",") {
		item = strings.TrimSpace(item)
		if item == "*" || strings.TrimPrefix(item, "W/") == etag {
			return true
		}
	}
	return false
}
