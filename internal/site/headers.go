package site

import (
	"path"
	"strings"
)

// Class sorts files by how long a browser may keep them.
type Class int

const (
	Fixed   Class = iota // the page, the worker and the manifest: asked for again each time
	Named                // hashed names: kept for good
	Missing              // answers that are no file
)

// ClassOf returns the class of a file of the site, by its path from the root.
func ClassOf(name string) Class {
	if strings.HasPrefix(name, AssetDir+"/") {
		return Named
	}
	return Fixed
}

// Header is one line of a response's head.
type Header struct{ Name, Value string }

// The whole policy. It has no upgrade-insecure-requests, which WebKit applies to loopback addresses too.
var policy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"style-src 'self'",
	"img-src 'self' data: blob:",
	"font-src 'self'",
	"connect-src 'self'",
	"manifest-src 'self'",
	"worker-src 'self'",
	"form-action 'none'",
	"base-uri 'none'",
	"object-src 'none'",
	"frame-src 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types default",
}, "; ")

// pagePolicy is in the page too, for hosts that send no headers; a page cannot say who may frame it. Its first script puts it
// into force: a browser asks for nothing of a page that holds a policy before it has parsed it.
var pagePolicy = strings.Replace(policy, "frame-ancestors 'none'; ", "", 1)

var permissions = strings.Join([]string{
	"accelerometer=()", "autoplay=()", "bluetooth=()", "camera=()", "display-capture=()", "encrypted-media=()",
	"gamepad=()", "geolocation=()", "gyroscope=()", "hid=()", "idle-detection=()", "local-fonts=()",
	"magnetometer=()", "microphone=()", "midi=()", "payment=()", "serial=()", "storage-access=()", "usb=()",
	"xr-spatial-tracking=()", "fullscreen=(self)", "publickey-credentials-create=(self)",
	"publickey-credentials-get=(self)", "screen-wake-lock=(self)", "web-share=(self)",
}, ", ")

// Security is sent with every answer, whatever it is.
var Security = []Header{
	{"Content-Security-Policy", policy},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Embedder-Policy", "require-corp"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Origin-Agent-Cluster", "?1"},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "no-referrer"},
	{"X-Frame-Options", "DENY"},
	{"Permissions-Policy", permissions},
}

// StrictTransport is sent over TLS alone. It binds neither subdomains nor the browsers' built-in list: the
// host's owner decides that.
var StrictTransport = Header{"Strict-Transport-Security", "max-age=63072000"}

// CacheControl returns the caching rule of a class.
func CacheControl(c Class) Header {
	v := map[Class]string{
		Fixed:   "no-cache",
		Named:   "public, max-age=31536000, immutable",
		Missing: "no-store",
	}[c]
	return Header{"Cache-Control", v}
}

// HeadersOf returns every fixed header of a file of the site.
func HeadersOf(name string, tls bool) []Header {
	h := append([]Header{}, Security...)
	if tls {
		h = append(h, StrictTransport)
	}
	h = append(h, CacheControl(ClassOf(name)))
	if t, ok := types[path.Ext(name)]; ok {
		h = append(h, Header{"Content-Type", t})
	}
	if Compressible(name) {
		h = append(h, Header{"Vary", "Accept-Encoding"})
	}
	return h
}
