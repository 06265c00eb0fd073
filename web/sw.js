"use strict";
// Keeps one whole version of the kit, and answers from it: with the network gone, for months.
// A new version is filled aside, every byte checked, and waits until a page says SKIP_WAITING.
// The build stamps both; a file is its path from here and the hash of its bytes, and the first is the page itself.
const VERSION = {{json .Version}};
const FILES = {{json .Kept}};

const BASE = new URL("./", self.location).pathname;
const OURS = "trousse:" + BASE + ":", CACHE = OURS + VERSION;
const PATHS = new Map(FILES.map(([path, integrity]) => [BASE + path, integrity]));
const DONE = BASE + "__complete__";

// fetch resolves only once the whole body has the hash asked for. Files named by their content may come from the
// browser's own cache, where the page has just put them; a bad copy there is asked for again.
async function get(path, integrity) {
  const ask = (cache) => fetch(new Request(path, { integrity, cache, credentials: "same-origin", redirect: "error" }));
  const named = path.startsWith(BASE + "assets/");
  const r = await ask(named ? "default" : "no-store").catch((e) => { if (!named) throw e; return ask("reload"); });
  if (r.status !== 200 || r.type !== "basic") throw new Error("bad " + path + ": " + r.status);
  return r;
}

async function fill() {                     // one file after the other, the marker last
  const cache = await caches.open(CACHE);
  for (const [path, integrity] of PATHS) {
    if (!(await cache.match(path))) await cache.put(path, await get(path, integrity));
  }
  await cache.put(DONE, new Response(VERSION));
}

async function prepare() {                  // whole or not at all: a worker that lacks a file is not installed
  await fill().catch(async (e) => { await caches.delete(CACHE); throw e; });
}

async function take() {
  const cache = await caches.open(CACHE);
  if (!(await cache.match(DONE))) await fill().catch(() => {});   // evicted meanwhile: answer() mends the rest
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== CACHE) await caches.delete(name);
  }
  await self.clients.claim();
}

async function answer(path) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(path, { ignoreVary: true });
  if (kept) return kept;
  const r = await get(path, PATHS.get(path));                     // evicted: only the same bytes may take its place
  await cache.put(path, r.clone()).catch(() => {});
  return r;
}

self.addEventListener("install", (e) => e.waitUntil(prepare()));
self.addEventListener("activate", (e) => e.waitUntil(take()));
self.addEventListener("message", (e) => {
  if (e.data === "SKIP_WAITING") self.skipWaiting();
  if (e.data === "VERSION?") (e.ports[0] ?? e.source)?.postMessage({ version: VERSION });
});
self.addEventListener("fetch", (e) => {
  const { request } = e, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    // The page is the same for every route. Should both copies be gone, the network may still have a newer one.
    e.respondWith(answer(BASE).catch(() => fetch(request)));
  } else if (PATHS.has(url.pathname) && !request.headers.has("range")) {
    e.respondWith(answer(url.pathname));
  }
});
