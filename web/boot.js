"use strict";
// Starts the kit: checks the browser, guards links, runs the program, minds the worker and its updates.
(() => {
  const kit = window.kit, root = document.documentElement;
  const show = (id) => {
    root.dataset.kit = "stopped";
    document.body.firstElementChild.hidden = true;
    const notice = document.getElementById(id);
    notice.hidden = false;
    notice.querySelector("h1").focus();
  };

  // ---------- what the kit cannot do without ----------
  const capable = () => {
    try {
      try {
        localStorage.setItem("trousse.probe", "1");
        localStorage.removeItem("trousse.probe");
      } catch {
        if (!localStorage.length) return false;   // one that is full was let in before: what it holds must come out
      }
      return typeof WebAssembly === "object" && !!window.indexedDB;
    } catch { return false; }
  };

  // ---------- an address that cannot be read ----------
  // The framework stops for good on one: at the start, and whenever the address changes. This listener comes first.
  const readable = (part) => { try { decodeURIComponent(part); return true; } catch { return false; } };
  const readdress = () => {
    const { origin, pathname, search, hash } = location;
    const to = readable(pathname) ? pathname + (readable(search) ? search : "") + (readable(hash) ? hash : "") : kit.base + "not-found";
    if (to !== pathname + search + hash) history.replaceState(history.state, "", origin + to);
  };
  readdress();
  addEventListener("popstate", readdress);

  // ---------- links that are the browser's business ----------
  // The framework takes every click on a link for its own, and stops for good on tel:. This listener comes after
  // the page's own handlers and before the framework's, which sits on the window.
  const ours = (a, e) => {
    const url = new URL(a.href, location.href);
    return url.origin === location.origin && url.pathname.startsWith(kit.base) &&
      !a.getAttribute("href").startsWith("#") && !a.hasAttribute("download") &&
      (!a.target || a.target === "_self") && !(e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || e.button > 0);
  };
  document.addEventListener("click", (e) => {
    const a = e.target.closest?.("a[href]");
    if (!a) return;
    if (root.dataset.kit === "stopped" || e.defaultPrevented || typeof a.href !== "string" || !ours(a, e)) e.stopPropagation();
  });

  // ---------- two taps ----------
  // The second tap of two is for what stood there at the first, and not for what came up in its place: whoever taps twice on
  // "Erase" has not said yes, and who taps twice on a promise has not kept the next one, which moved up.
  const what = (by) => {
    const of = by.closest("li, tr, .row")?.querySelector("[data-id], a[href]");
    return ["name", "href", "value", "data-id"].map((a) => by.getAttribute(a)).concat(of?.dataset.id, of?.getAttribute("href")).join();
  };
  const twice = 400, near = 24; // ms and px: nobody reads, decides and taps again that soon
  let last = { at: -twice };
  addEventListener("click", (e) => {
    const on = e.target.closest?.("a, button, label, summary, input"), by = on?.control ?? on;
    const tap = { at: e.timeStamp, x: e.clientX, y: e.clientY, on: by && what(by) };
    const finger = e.pointerType ? e.pointerType === "touch" : e.detail > 0 && matchMedia("(pointer: coarse)").matches;
    if ((finger || e.detail > 1) && tap.on !== last.on && tap.at - last.at < twice && Math.hypot(tap.x - last.x, tap.y - last.y) < near) {
      e.preventDefault();
      e.stopImmediatePropagation();
    } else last = tap;
  }, true);

  // ---------- the program ----------
  const env = { GOAPP_ROOT_PREFIX: kit.base.replace(/\/$/, "") };
  window.goappGetenv = (key) => env[key] ?? "";

  // A worker receives and compiles it: ten megabytes would keep the page's one thread from its first screen. The worker stays, since
  // it is through it that the browser keeps what it compiled well. Where there is none, the page compiles. A first visit waits for the
  // network anyway: it has the program whole, and its thread stays free for who reads on; a later one has it at once.
  const compiled = (url, priority) => new Promise((resolve) => {
    const { compiler } = kit;
    if (!compiler) return resolve(null);
    compiler.addEventListener("message", ({ data }) => { if (data.url === url) resolve(data.module); });
    for (const failure of ["error", "messageerror"]) compiler.addEventListener(failure, () => resolve(null));
    compiler.postMessage({ url, priority, whole: root.dataset.visit === "first" });
  });
  const load = async (url, imports, priority) => {
    const module = await compiled(url, priority);
    if (module) return WebAssembly.instantiate(module, imports);
    const r = await fetch(url, { priority });
    if (!r.ok) throw new Error("program " + r.status);
    return (await WebAssembly.instantiate(await r.arrayBuffer(), imports)).instance;
  };
  const run = async () => {
    const go = new Go();
    const instance = await load(kit.assets["kit.wasm"], go.importObject, "high");
    // The other rooms come in a second part, when the program asks for it: it puts its functions into the first one's table.
    kit.rest = async () => {
      const url = kit.assets["rooms.wasm"];
      if (url) await load(url, { "": instance.exports }, "low");
    };
    await kit.styled;
    await new Promise((next) => setTimeout(next)); // a touch may come between
    const ended = go.run(instance);
    mind();
    await ended;
  };

  // The words of a panic may hold a client's data, so the screen never repeats them.
  const stopped = () => { if (root.dataset.kit !== "stopped") show("kit-stopped"); };
  // An exception that crossed the program's own frames leaves it broken without ending it.
  const broken = (e) => e instanceof WebAssembly.RuntimeError || /wasm-function/.test(e?.stack ?? "");
  addEventListener("error", (e) => { if (broken(e.error)) stopped(); });
  addEventListener("unhandledrejection", (e) => { if (e.reason instanceof WebAssembly.RuntimeError) stopped(); });

  // ---------- the worker ----------
  const HOURS = 3600e3;
  let minded = false, reloading = false, registration = null;
  const offer = () => {
    if (!registration?.waiting || !navigator.serviceWorker.controller) return;
    kit.update = true;
    dispatchEvent(new Event("kit:update"));
  };
  const check = () => registration?.update().catch(() => {});
  const mind = async () => {
    if (minded || !navigator.serviceWorker) return;
    minded = true;
    const worker = navigator.serviceWorker;
    let had = !!worker.controller;
    worker.addEventListener("controllerchange", async () => {
      // The very first worker takes over a page that is already whole; and a worker that was taken away leaves nothing new.
      if (!had || !worker.controller) {
        had = !!worker.controller;
        return offer();
      }
      if (reloading) return;
      reloading = true;
      await Promise.race([Promise.resolve().then(() => kit.flush?.()), new Promise((r) => setTimeout(r, 3000))]).catch(() => {});
      location.reload();
    });
    try {
      registration = await worker.register(kit.base + "sw.js", { scope: kit.base, updateViaCache: "none" });
    } catch { return; }                           // no worker: the kit works, only not without the network
    const watch = () => registration.installing?.addEventListener("statechange", offer);
    registration.addEventListener("updatefound", watch);
    watch();                                      // another window may have begun already
    offer();
    check();
    // A page that was on its way while the worker took over, or that was reloaded past it, is nobody's until it asks.
    if (!worker.controller) worker.ready.then(({ active }) => active.postMessage("CLAIM"));
    addEventListener("online", check);
    setInterval(check, 6 * HOURS);
  };
  kit.applyUpdate = () => registration?.waiting?.postMessage("SKIP_WAITING");

  // ---------- what another app hands over: words, or a file ----------
  // The address says no more than that there is something; the worker has it, and lets go of it here.
  const bring = (what) => {
    kit.brought = what ?? {};
    dispatchEvent(new Event("kit:brought"));
  };
  if (new URLSearchParams(location.search).has("brought")) {
    history.replaceState(history.state, "", location.pathname);
    const { port1, port2 } = new MessageChannel(), worker = navigator.serviceWorker?.controller;
    port1.onmessage = (e) => bring(e.data);
    if (worker) worker.postMessage("BROUGHT?", [port2]); else bring();
  }
  window.launchQueue?.setConsumer(async ({ files }) => {
    if (files?.length) bring({ file: await files[0].getFile() });
  });

  // ---------- the browser's offer to install, kept for a moment that suits ----------
  addEventListener("beforeinstallprompt", (e) => {
    e.preventDefault();
    kit.installEvent = e;
    dispatchEvent(new Event("kit:install"));
  });

  // ---------- go ----------
  for (const b of document.querySelectorAll('button[name="reload"]')) b.addEventListener("click", () => location.reload());
  if (!capable()) return show("kit-unable");
  run().then(stopped, stopped).finally(mind);
})();
