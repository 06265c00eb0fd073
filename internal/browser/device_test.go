//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"net/url"
	"syscall/js"
	"testing"
)

var bg = context.Background()

func TestCopy(t *testing.T) {
	stub(t, path("navigator"), "clipboard", eval(`{async writeText(s) { window.copied = s }}`))
	defer window.Delete("copied")
	if err := Copy(bg, "Ça va"); err != nil || path("copied").String() != "Ça va" {
		t.Fatalf("got %v, %v", path("copied"), err)
	}
	document := path("document")
	for _, refusing := range []js.Value{js.Undefined(), eval(`{writeText: () => Promise.reject(new DOMException("", "NotAllowedError"))}`)} {
		stub(t, path("navigator"), "clipboard", refusing)
		stub(t, document, "execCommand", eval(`() => { window.copied = document.activeElement.value; return true }`))
		if err := Copy(bg, "by hand"); err != nil || path("copied").String() != "by hand" {
			t.Fatalf("by hand: %v, %v", path("copied"), err)
		}
		stub(t, document, "execCommand", eval(`() => false`))
		if err := Copy(bg, "refused"); err == nil {
			t.Fatal("a refusal was taken for success")
		}
		if n := document.Call("querySelectorAll", "textarea").Length(); n != 0 {
			t.Fatalf("%d text areas left behind", n)
		}
	}
}

func TestShare(t *testing.T) {
	navigator := path("navigator")
	stub(t, navigator, "share", nil)
	if err := Share(bg, "t", "x"); CanShare() || !Named(err, "NotSupportedError") {
		t.Fatalf("without sharing: %v", err)
	}
	stub(t, navigator, "share", eval(`async d => { window.shared = d }`))
	defer window.Delete("shared")
	if err := Share(bg, "Title", "Text"); err != nil || !CanShare() || path("shared", "text").String() != "Text" {
		t.Fatalf("text: %v", err)
	}
	stub(t, navigator, "share", eval(`() => Promise.reject(new DOMException("", "AbortError"))`))
	if err := Share(bg, "t", "x"); !Named(err, "AbortError") {
		t.Fatalf("change of mind: %v", err)
	}
}

func TestLinksLeaveThePageAlone(t *testing.T) {
	stub(t, path("HTMLAnchorElement", "prototype"), "click", eval(`function () {
		window.pressed = {href: this.href, download: this.download, inPage: this.isConnected} }`))
	defer window.Delete("pressed")
	for _, address := range []string{"tel:+14185550123", "sms:+14185550123?body=%C3%A7a", "mailto:a@example.org"} {
		if err := Go(address); err != nil || path("pressed", "href").String() != address || path("pressed", "inPage").Bool() {
			t.Errorf("%s: %v, %v", address, path("pressed", "href"), err)
		}
	}
	data := []byte("trousse backup")
	if err := Download("b.trousse", "application/octet-stream", data); err != nil {
		t.Fatal(err)
	}
	pressed := path("pressed")
	if pressed.Get("download").String() != "b.trousse" {
		t.Fatal("no name for the file")
	}
	response, err := await(bg, window, "fetch", pressed.Get("href"))
	if err != nil {
		t.Fatal(err)
	}
	if body, err := await(bg, response, "arrayBuffer"); err != nil || string(FromJS(body)) != string(data) {
		t.Fatalf("another content: %v", err)
	}
}

func TestFetch(t *testing.T) {
	here, err := url.Parse(path("location", "href").String())
	if err != nil {
		t.Fatal(err)
	}
	if page, err := Fetch(bg, here.Path); err != nil || len(page) == 0 {
		t.Fatalf("own page: %d bytes, %v", len(page), err)
	}
	if _, err := Fetch(bg, "https://example.org/"); !Named(err, "TypeError") {
		t.Fatalf("another origin: %v", err)
	}
	ctx, cancel := context.WithCancel(bg)
	cancel()
	if _, err := Fetch(ctx, here.Path); !errors.Is(err, context.Canceled) {
		t.Fatalf("cancelled: %v", err)
	}
}

func TestFetchRefused(t *testing.T) {
	stub(t, window, "fetch", eval(`async () => new Response("not here", {status: 404})`))
	var status StatusError
	if _, err := Fetch(bg, "tips.json"); !errors.As(err, &status) || status != 404 {
		t.Fatalf("missing file: %v", err)
	}
}

func TestPickedFile(t *testing.T) {
	body := path("document", "body")
	input := path("document").Call("createElement", "input")
	input.Set("type", "file")
	input.Set("name", "backup_file")
	body.Call("append", input)
	defer input.Call("remove")
	if _, picked := PickedFile("backup_file"); picked {
		t.Fatal("a file before any was picked")
	}
	if _, picked := PickedFile(`no"such`); picked {
		t.Fatal("a file from no input")
	}
	transfer := path("DataTransfer").New()
	transfer.Get("items").Call("add", path("File").New([]any{ToJS([]byte("12345"))}, "copie é.trousse"))
	input.Set("files", transfer.Get("files"))
	file, picked := PickedFile("backup_file")
	if !picked || file.Name != "copie é.trousse" || file.Size != 5 {
		t.Fatalf("got %v, %v", file, picked)
	}
	if _, err := file.Read(bg, 4); err != ErrTooLarge {
		t.Fatalf("over the limit: %v", err)
	}
	if data, err := file.Read(bg, 5); err != nil || string(data) != "12345" {
		t.Fatalf("got %q, %v", data, err)
	}
}

func TestPersist(t *testing.T) {
	storage := path("navigator", "storage")
	for _, answer := range []bool{true, false} {
		stub(t, storage, "persisted", eval(map[bool]string{true: "async () => true", false: "async () => false"}[answer]))
		if granted, known := PersistGranted(bg); granted != answer || !known {
			t.Fatalf("answer %v: %v, %v", answer, granted, known)
		}
	}
	stub(t, storage, "persist", eval(`() => new Promise(() => {})`))
	ctx, cancel := context.WithCancel(bg)
	go cancel()
	if granted, known := AskPersist(ctx); granted || known {
		t.Fatal("an answer that never came")
	}
	stub(t, path("navigator"), "storage", nil)
	if granted, known := PersistGranted(bg); granted || known {
		t.Fatal("an answer without storage")
	}
}
