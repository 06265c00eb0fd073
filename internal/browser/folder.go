//go:build js && wasm

package browser

import (
	"context"
	"syscall/js"
)

// Folder is a folder of the device that the user chose, and into which the kit may write as long as they allow it.
type Folder struct{ handle js.Value }

// CanPickFolder tells whether the browser lets a page write into a folder.
func CanPickFolder() bool { return path("showDirectoryPicker").Type() == js.TypeFunction }

// PickFolder asks the user for a folder, and keeps what leads to it. It must be called in a press. A [JSError] named AbortError
// means that they thought better of it.
func PickFolder(ctx context.Context) (Folder, error) {
	handle, err := await(ctx, window, "showDirectoryPicker", map[string]any{"id": "trousse", "mode": "readwrite", "startIn": "documents"})
	if err == nil {
		_, err = folders(ctx, "readwrite", "put", handle, folderKey)
	}
	return Folder{handle}, err
}

// KeptFolder is the folder chosen before, if any.
func KeptFolder(ctx context.Context) (Folder, bool) {
	handle, err := folders(ctx, "readonly", "get", folderKey)
	return Folder{handle}, err == nil && handle.Type() == js.TypeObject
}

// ForgetFolder forgets it. What lies in it stays there.
func ForgetFolder(ctx context.Context) error {
	_, err := folders(ctx, "readwrite", "delete", folderKey)
	return err
}

// Where what leads to the folder is kept: a database of its own, since local storage holds texts alone.
const (
	folderBase  = "folder"
	folderStore = "handles"
	folderKey   = "backup"
)

// folders does one thing with what is kept.
func folders(ctx context.Context, mode, method string, args ...any) (js.Value, error) {
	opening, err := call(path("indexedDB"), "open", folderBase, 1)
	if err != nil {
		return opening, err
	}
	create := js.FuncOf(func(js.Value, []js.Value) any {
		_, _ = call(opening.Get("result"), "createObjectStore", folderStore)
		return nil
	})
	defer create.Release()
	opening.Set("onupgradeneeded", create)
	db, err := answer(ctx, opening)
	if err != nil {
		return js.Undefined(), err
	}
	defer db.Call("close")
	var request js.Value
	err = Try(func() {
		request = db.Call("transaction", folderStore, mode, map[string]any{"durability": "strict"}).Call("objectStore", folderStore).Call(method, args...)
	})
	if err != nil {
		return js.Undefined(), err
	}
	return answer(ctx, request)
}

// answer waits for a request of IndexedDB.
func answer(ctx context.Context, request js.Value) (js.Value, error) {
	promise, resolve, reject := newPromise()
	kept := js.FuncOf(func(js.Value, []js.Value) any { resolve(request.Get("result")); return nil })
	broken := js.FuncOf(func(js.Value, []js.Value) any { reject(request.Get("error")); return nil })
	defer kept.Release()
	defer broken.Release()
	request.Set("onsuccess", kept)
	request.Set("onerror", broken)
	return Await(ctx, promise)
}

// Name is what the user knows the folder by.
func (f Folder) Name() string { return text(prop(f.handle, "name")) }

// Allowed tells whether the kit may write into the folder. To ask the user, it must be called in a press.
func (f Folder) Allowed(ctx context.Context, ask bool) bool {
	how := map[string]any{"mode": "readwrite"}
	state, err := await(ctx, f.handle, "queryPermission", how)
	if err == nil && text(state) != "granted" && ask {
		state, err = await(ctx, f.handle, "requestPermission", how)
	}
	return err == nil && text(state) == "granted"
}

// Has tells whether a file of that name is there.
func (f Folder) Has(ctx context.Context, name string) (bool, error) {
	_, err := await(ctx, f.handle, "getFileHandle", name)
	if Named(err, "NotFoundError") {
		return false, nil
	}
	return err == nil, err
}

// Remove takes a file away. One that is not there is no error.
func (f Folder) Remove(ctx context.Context, name string) error {
	_, err := await(ctx, f.handle, "removeEntry", name)
	if Named(err, "NotFoundError") {
		err = nil
	}
	return err
}

// Put writes a file that is not there yet. It lies under another name until check has found it whole, as read from the folder;
// where the browser cannot rename, it is written again under its own.
func (f Folder) Put(ctx context.Context, name string, from File, check func(File) error) error {
	part := name + ".part"
	handle, err := f.write(ctx, part, from, check)
	if err == nil {
		if _, err = await(ctx, handle, "move", name); err != nil {
			_, err = f.write(ctx, name, from, check)
		} else {
			return nil
		}
	}
	_ = f.Remove(context.WithoutCancel(ctx), part)
	return err
}

// write writes a file and has it checked. One that is not whole does not stay.
func (f Folder) write(ctx context.Context, name string, from File, check func(File) error) (js.Value, error) {
	handle, err := await(ctx, f.handle, "getFileHandle", name, map[string]any{"create": true})
	if err != nil {
		return handle, err
	}
	out, err := await(ctx, handle, "createWritable")
	if err == nil {
		if _, err = await(ctx, out, "write", from.file); err == nil {
			_, err = await(ctx, out, "close")
		} else {
			_, _ = await(context.WithoutCancel(ctx), out, "abort")
		}
	}
	var there js.Value
	if err == nil {
		there, err = await(ctx, handle, "getFile")
	}
	if err == nil {
		err = check(File{Name: name, Size: int64(there.Get("size").Float()), file: there})
	}
	if err != nil {
		_ = f.Remove(context.WithoutCancel(ctx), name)
	}
	return handle, err
}
