//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"io"
	"syscall/js"
	"testing"
)

// TestFolder keeps a folder and writes into it. The picker needs a user: a folder of the browser's own stands in its place.
func TestFolder(t *testing.T) {
	ctx := context.Background()
	own, err := await(ctx, path("navigator", "storage"), "getDirectory")
	if err != nil {
		t.Fatal(err)
	}
	chosen, err := await(ctx, own, "getDirectoryHandle", "Sauvegardes", map[string]any{"create": true})
	if err != nil {
		t.Fatal(err)
	}
	pick := js.FuncOf(func(js.Value, []js.Value) any { return chosen })
	defer pick.Release()
	stub(t, window, "showDirectoryPicker", pick)
	if !CanPickFolder() {
		t.Fatal("no folder can be picked")
	}
	if err := ForgetFolder(ctx); err != nil {
		t.Fatal(err)
	}
	if _, there := KeptFolder(ctx); there {
		t.Fatal("a folder that nobody chose")
	}
	if _, err := PickFolder(ctx); err != nil {
		t.Fatal(err)
	}
	f, there := KeptFolder(ctx)
	if !there || f.Name() != "Sauvegardes" || !f.Allowed(ctx, false) {
		t.Fatalf("kept: %v, %q", there, f.Name())
	}
	b := NewBlob()
	b.Write([]byte("un, deux"))
	file, err := b.File("text/plain", nil)
	if err != nil {
		t.Fatal(err)
	}
	boom := errors.New("boom")
	if err := f.Put(ctx, "a.txt", file, func(File) error { return boom }); !errors.Is(err, boom) {
		t.Errorf("not whole: %v", err)
	}
	for _, move := range []bool{true, false} {
		if !move {
			stub(t, window.Get("FileSystemFileHandle").Get("prototype"), "move", nil)
		}
		err := f.Put(ctx, "a.txt", file, func(there File) error {
			got, err := io.ReadAll(there.Reader(ctx))
			if string(got) != "un, deux" {
				t.Errorf("it holds %q", got)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		has, err := f.Has(ctx, "a.txt")
		part, _ := f.Has(ctx, "a.txt.part")
		if !has || part || err != nil {
			t.Errorf("by moving %v: there %v, left beside %v, %v", move, has, part, err)
		}
		for range 2 {
			if err := f.Remove(ctx, "a.txt"); err != nil {
				t.Error(err)
			}
		}
	}
	if err := ForgetFolder(ctx); err != nil {
		t.Fatal(err)
	}
}
