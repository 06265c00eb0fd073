// What a journey needs to know of the page it is in. It is put into every page before the page's own scripts.
(() => {
  const seen = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== "hidden";
  const named = (name, value) => [...document.getElementsByName(name)]
    .filter((e) => (value === undefined || e.value === value) && (e.type === "radio" || seen(e)));
  // A radio button is pressed on its label, which is what people see of it.
  const target = (e) => (e?.type === "radio" ? e.labels[0] : e);
  // The middle of what can be pressed, or null while it is hidden, switched off, or under something else.
  const spot = (e) => {
    if (!(e = target(e)) || e.disabled || !seen(e)) return null;
    e.scrollIntoView({ block: "center", behavior: "instant" });
    const r = e.getClientRects()[0], x = r.x + r.width / 2, y = r.y + r.height / 2, hit = document.elementFromPoint(x, y);
    return hit && (e.contains(hit) || hit.contains(e)) ? [x, y] : null;
  };
  const violations = [];
  addEventListener("securitypolicyviolation", (e) => violations.push(e.violatedDirective + " " + e.blockedURI));
  window.e2e = {
    violations,
    named: (name, value) => named(name, value)[0],
    all: (name) => named(name),
    spot: (name, value) => spot(named(name, value)[0]),
    spotLink: (href) => spot([...document.querySelectorAll("a[href]")].find((a) => a.getAttribute("href") === href && seen(a))),
    set(name, value) {
      const e = named(name).find((e) => e.type !== "radio" || e.value === value);
      if (!e) return false;
      if (e.type === "radio") e.checked = true;
      else e.value = value;
      e.dispatchEvent(new Event("input", { bubbles: true }));
      return true;
    },
    value(name) {
      const all = named(name);
      if (all[0]?.type === "radio") return all.find((e) => e.checked)?.value ?? "";
      return all[0]?.value ?? null;
    },
    raw: (name) => document.querySelector(`output[name="${name}"] data`)?.value ?? null,
    words: (name) => document.querySelector(`output[name="${name}"]`)?.textContent ?? null,
    // Opens every database of the kit in turn, and closes it again.
    async databases(use) {
      for (const { name } of await indexedDB.databases()) {
        const db = await new Promise((ok, no) => Object.assign(indexedDB.open(name), { onsuccess: (e) => ok(e.target.result), onerror: no }));
        try { await use(db); } finally { db.close(); }
      }
    },
    async count(store) {
      let n = 0;
      await this.databases((db) => db.objectStoreNames.contains(store) && new Promise((ok, no) =>
        Object.assign(db.transaction(store).objectStore(store).count(), { onsuccess: (e) => ok(n += e.target.result), onerror: no })));
      return n;
    },
    // What is said beside a refused field, or empty.
    refusal(name) {
      const e = named(name)[0];
      if (e?.getAttribute("aria-invalid") !== "true") return "";
      return document.getElementById(e.getAttribute("aria-describedby"))?.textContent ?? "";
    },
  };
})();
