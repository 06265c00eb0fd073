// Package idb keeps the journal in IndexedDB, as the [trousse/internal/store.Place] of the program in the browser. It is
// thin: it knows stores, keys and transactions, and nothing of what the bytes mean.
//
// The database named trousse has one store, root, which holds the name of the current generation. The database of a
// generation g, named trousse-g, has these stores:
//
//	revs     [id, n]        → sealed revision
//	changes  seq, automatic → {seq, refs, delta}: "id n" lines in clear, sealed index entries
//	pages    number         → sealed page of the index; −1 − number → the texts of its entries
//	meta     vault          → the vault's record
//	         today, pages   → {through, sealed}
//	         frozen         → name of the generation that a window is filling to replace this one, meanwhile
//	drafts   form           → sealed draft
//	blobs    id             → sealed photo
//	erased   id             → day
//
// Every write is one transaction of strict durability that is done when it is complete, never before. In a transaction
// nothing is waited for but its own requests, nearly always issued all at once. A lost connection is dropped, opened
// again and the work tried once more; a database is never deleted to repair anything. Only generations that are not
// current, and that no window is filling, are removed: first their vault's record, without which they are noise.
//
// All but this file is built for the browser only.
package idb
