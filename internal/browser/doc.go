// Package browser is the only door to JavaScript: promises, bytes, sealing by WebCrypto, locks, the channel between
// windows, local storage, files, the device (clipboard, sharing, calls) and the contract with the page around the program
// (window.kit). It speaks in plain Go values, knows nothing of the kit's records, and imports nothing of ours.
//
// It holds no logic of the product and no words for people. Tables in IndexedDB are the work of package idb.
//
// Rules that every function keeps: an exception of JavaScript comes back as a [JSError] or as the zero value, never as a
// panic; a callback of JavaScript never waits, it starts a goroutine or fills a buffered channel; every function given to
// JavaScript is released, by the call itself or by the stop function that it returns.
//
// All but this file is built for the browser only.
package browser
