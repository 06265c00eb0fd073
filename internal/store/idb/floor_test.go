//go:build js && wasm

package idb

import (
	"context"
	"syscall/js"
	"testing"

	"trousse/internal/browser"
)

// The floor: the same rows and bytes by plain JavaScript, n times, one strict transaction after the other.
const floorSave = `async (name, n) => {
	const db = await new Promise((ok, no) => {
		const r = indexedDB.open(name, 1); r.onsuccess = () => ok(r.result); r.onerror = no })
	for (let i = 0; i < n; i++) {
		await new Promise((ok, no) => {
			const tx = db.transaction(["revs", "changes", "drafts"], "readwrite", {durability: "strict"})
			tx.oncomplete = ok; tx.onabort = no
			const revs = tx.objectStore("revs")
			const id = "floor" + i + "-2a5c-4b1e-9f00-00000000000"
			for (const k of ["a", "b", "c"]) revs.add(new Uint8Array(541), [id + k, 1])
			tx.objectStore("changes").add({refs: id + "a 1\n" + id + "b 1\n" + id + "c 1", delta: new Uint8Array(797)})
			tx.objectStore("drafts").delete("log")
			tx.commit()
		})
	}
	db.close()
}`

// floorOpening opens both databases and reads the same rows, without looking into them.
const floorOpening = `async (root, name, n) => {
	const open = name => new Promise((ok, no) => {
		const r = indexedDB.open(name, 1); r.onsuccess = () => ok(r.result); r.onerror = no })
	const done = tx => new Promise((ok, no) => { tx.oncomplete = ok; tx.onabort = no })
	for (let i = 0; i < n; i++) {
		const first = await open(root)
		let tx = first.transaction(["root"])
		tx.objectStore("root").get("current")
		await done(tx)
		first.close()
		const db = await open(name)
		tx = db.transaction(["meta", "changes"])
		for (const k of ["vault", "today", "pages"]) tx.objectStore("meta").get(k)
		const all = tx.objectStore("changes").getAll()
		await done(tx)
		all.result
		db.close()
	}
}`

func floor(b *testing.B, code string, args ...any) {
	var promise js.Value
	err := browser.Try(func() { promise = eval(code).Invoke(append(args, b.N)...) })
	if err == nil {
		_, err = browser.Await(context.Background(), promise)
	}
	if err != nil {
		b.Fatal(err)
	}
}

func BenchmarkSaveFloor(b *testing.B) {
	st := start(b, New(options(b)))
	b.ResetTimer()
	floor(b, floorSave, st.place.database(st.gen))
}

func BenchmarkOpeningFloor(b *testing.B) {
	st := start(b, New(options(b)))
	for n := range 200 {
		commit(b, st, conversation(n))
	}
	st.Close()
	b.ResetTimer()
	floor(b, floorOpening, st.place.options.Name, st.place.database(st.gen))
}
