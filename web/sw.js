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
//
// The bytes alone are not enough: a browser does not run a script, nor show a page, that its host gives another type.
const TYPES = [[/\/$/, "html"], [/\.js$/, "javascript"], [/\.css$/, "css"]];
const typed = (path, r) => TYPES.every(([of, type]) => !of.test(path) || r.headers.get("content-type")?.includes(type));

async function get(path, integrity) {
  const ask = async (cache) => {
    const r = await fetch(new Request(path, { integrity, cache, credentials: "same-origin", redirect: "error" }));
    if (r.status !== 200 || r.type !== "basic" || !typed(path, r)) throw new Error("bad " + path + ": " + r.status);
    return r;
  };
  const named = path.startsWith(BASE + "assets/");
  return ask(named ? "default" : "no-store").catch((e) => { if (!named) throw e; return ask("reload"); });
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

// What the browser cleared is filled in again; as long as that fails, answer() mends what is asked for.
async function mend() {
  if (!(await (await caches.open(CACHE)).match(DONE))) await fill().catch(() => {});
}

async function take() {
  await mend();
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

// What another app shares with the kit is in memory alone until the page asks for it, once: no address and no cache tells of it.
let brought = null;
async function receive(request) {
  const form = await request.formData();
  const [title, text, url] = ["title", "text", "url"].map((name) => form.get(name) ?? "");
  const parts = form.getAll("file").filter((file) => file.size);
  let name = parts[0]?.name ?? "";
  if (!parts.length && /^\s*BEGIN:VCARD/i.test(text)) {
    parts.push(text);
    name = "contact.vcf";
  }
  brought = parts.length ? { file: new File(parts, name) } : { title, text, url };
  const to = !parts.length ? "log" : /\.(age|jsonl)$/i.test(name) ? "settings/backup" : "settings/import";
  return Response.redirect(BASE + to + "?brought", 303);
}

self.addEventListener("install", (e) => e.waitUntil(prepare()));
self.addEventListener("activate", (e) => e.waitUntil(take()));
self.addEventListener("message", (e) => {
  if (e.data === "SKIP_WAITING") self.skipWaiting();
  if (e.data === "CLAIM") e.waitUntil(self.clients.claim());
  if (e.data === "VERSION?") (e.ports[0] ?? e.source)?.postMessage({ version: VERSION });
  if (e.data === "BROUGHT?") {
    e.ports[0]?.postMessage(brought);
    brought = null;
  }
});
self.addEventListener("fetch", (e) => {
  const { request } = e, url = new URL(request.url);
  if (request.method === "POST" && url.origin === self.location.origin && url.pathname === BASE + "share") {
    e.respondWith(receive(request).catch(() => Response.redirect(BASE + "log?brought", 303)));
    return;
  }
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    // The page is the same for every route. Should both copies be gone, the network may still have a newer one.
    e.respondWith(answer(BASE).catch(() => fetch(request)));
    e.waitUntil(mend());
  } else if (PATHS.has(url.pathname) && !request.headers.has("range")) {
    e.respondWith(answer(url.pathname));
  }
});
