"use strict";
// The first script: it runs before anything is painted, so that language, theme and shape are right at once.

(() => {
  const shell = JSON.parse(document.querySelector('meta[name="trousse"]').content);

  // The policy, for hosts that send none. In the page itself it would keep the browser from asking for the style at once.
  document.head.append(Object.assign(document.createElement("meta"), { httpEquiv: "Content-Security-Policy", content: shell.policy }));

  // Trusted types: the only addresses that may become a script are the two workers'. Nothing may become markup.
  const workers = ["sw.js", shell.assets["compile.js"]].map((path) => new URL(path, location.origin + shell.base).href);
  window.kit = { base: shell.base, version: shell.version, assets: shell.assets, update: false };

  window.trustedTypes?.createPolicy("default", {
    createScriptURL: (url) => (workers.includes(new URL(url, location.href).href) ? url : null),
  });

  // What compiles the program comes meanwhile; where it cannot, the page compiles (boot.js).
  try {
    kit.compiler = new Worker(kit.assets["compile.js"]);
    kit.compiler.onerror = () => { kit.compiler = null; };
  } catch { /* no workers here */ }

  // The style of the program's screens, which the program waits for: from the worker at once; over a network after all that is
  // painted before the program.
  const sheet = document.getElementById("kit-style");
  const style = () => { sheet.rel = "stylesheet"; };
  kit.styled = new Promise((resolve, reject) => {
    sheet.onload = resolve;
    sheet.onerror = () => reject(new Error("style"));
  });
  if (navigator.serviceWorker?.controller) style(); else addEventListener("DOMContentLoaded", style);

  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const root = document.documentElement;
  root.dataset.kit = "starting";

  // French unless English was asked for, or comes first in the browser.
  const asked = [new URLSearchParams(location.search).get("lang"), kept("trousse.lang"), ...navigator.languages ?? []]
    .find((l) => /^(fr|en)\b/i.test(l ?? "")) ?? "fr";
  root.lang = /^en\b/i.test(asked) ? "en-CA" : "fr-CA";

  const theme = kept("trousse.theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  // Without a worker of ours the whole program comes over the network: whoever waits for it is told.
  if (navigator.serviceWorker && !navigator.serviceWorker.controller) root.dataset.visit = "first";
  // Only Today opens the flap wide; elsewhere the waiting page has the short one.
  if (location.pathname !== shell.base) root.dataset.room = "other";
  // Whoever asks for help at once gets the emergency number at once.
  if (location.pathname.replace(/\/$/, "") === shell.base + "help-now") root.dataset.asked = "help";
})();
