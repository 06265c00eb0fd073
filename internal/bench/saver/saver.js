"use strict";
// Saves turn by turn: once by the kit's store, once the same rows and bytes by plain JavaScript in one strict
// transaction, each timed until it is durable.
const go = new Go();
WebAssembly.instantiateStreaming(fetch("assets/saver.wasm"), go.importObject).then(({ instance }) => go.run(instance));

const request = (r) => new Promise((ok, no) => { r.onsuccess = () => ok(r.result); r.onerror = () => no(r.error); });
const told = (what) => new Promise((ok, no) => window[what]((said) => (said ? no(new Error(said)) : ok())));
const kit = () => told("save");
window.protect = () => told("shield");

// shape tells how large the newest change is, as the kit's store left it.
async function shape() {
  const name = (await indexedDB.databases()).map((d) => d.name).find((n) => n.startsWith("trousse-"));
  const db = await request(indexedDB.open(name));
  const tx = db.transaction(["revs", "changes"]);
  const [last] = (await request(tx.objectStore("changes").getAll())).slice(-1);
  const rows = await Promise.all(last.refs.split("\n").map((line) => {
    const [id, n] = line.split(" ");
    return request(tx.objectStore("revs").get([id, +n]));
  }));
  const found = { rows: rows.map((b) => b.byteLength), delta: last.delta.byteLength };
  db.close();
  return found;
}

async function floor(db, { rows, delta }) {
  const tx = db.transaction(["revs", "changes", "drafts"], "readwrite", { durability: "strict" });
  const whole = new Promise((ok, no) => { tx.oncomplete = ok; tx.onabort = () => no(tx.error); });
  const ids = rows.map(() => crypto.randomUUID());
  rows.forEach((size, i) => tx.objectStore("revs").add(new Uint8Array(size), [ids[i], 1]));
  tx.objectStore("changes").add({ refs: ids.map((id) => id + " 1").join("\n"), delta: new Uint8Array(delta) });
  tx.objectStore("drafts").delete("log");
  tx.commit();
  await whole;
}

// turns returns the durations of n turns, in milliseconds: [the kit's, the floor's].
window.turns = async (n) => {
  while (!window.save) await new Promise((r) => setTimeout(r, 20));
  await kit();                                   // makes the vault and the database
  const size = await shape();
  const opening = indexedDB.open("floor", 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("revs");
    opening.result.createObjectStore("changes", { autoIncrement: true });
    opening.result.createObjectStore("drafts");
  };
  const db = await request(opening), timed = [];
  const time = async (f) => { const t = performance.now(); await f(); return performance.now() - t; };
  await floor(db, size);
  for (let i = 0; i < n; i++) {
    const pair = [await time(kit), await time(() => floor(db, size))];
    timed.push(pair);
  }
  return { size, timed };
};
