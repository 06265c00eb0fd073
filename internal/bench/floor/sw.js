"use strict";
// Keeps the floor, and answers from what it kept.
const FILES = ["./", "assets/kit.css", "assets/floor.js", "assets/content.json"];
const kept = async (request, options) => (await (await caches.open("floor")).match(request, options)) ?? fetch(request);

self.addEventListener("install", (e) => e.waitUntil(caches.open("floor").then((c) => c.addAll(FILES))));
self.addEventListener("activate", (e) => e.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (e) => {
  if (e.request.method !== "GET" || new URL(e.request.url).origin !== self.location.origin) return;
  e.respondWith(kept(e.request.mode === "navigate" ? "./" : e.request, { ignoreVary: true }));
});
