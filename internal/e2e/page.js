// What a journey needs to know of the page it is in. It is put into every page before the page's own scripts.
(() => {
  const seen = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== "hidden";
  const named = (name, value) => [...document.getElementsByName(name)]
    .filter((e) => (value === undefined || e.value === value) && (["radio", "checkbox"].includes(e.type) || seen(e)));
  // A radio button or a box is pressed on its label, which is what people see of it.
  const target = (e) => (["radio", "checkbox"].includes(e?.type) ? e.labels[0] : e);
  // The middle of what can be pressed, or null while it is hidden, switched off, deaf, still coming, or under something else.
  const spot = (e) => {
    if (!(e = target(e)) || e.disabled || !seen(e)) return null;
    const coming = e.closest(".app--coming > .stage, .app--coming .flap-bar");
    if (coming && getComputedStyle(coming).opacity === "0" || getComputedStyle(e).pointerEvents === "none") return null;
    e.scrollIntoView({ block: "center", behavior: "instant" });
    const r = e.getClientRects()[0], x = r.x + r.width / 2, y = r.y + r.height / 2, hit = document.elementFromPoint(x, y);
    return hit && (e.contains(hit) || hit.contains(e)) ? [x, y] : null;
  };
  // Notices when what was typed is said to be put away: the screen may say so still of what was typed before.
  let watching;
  const watch = () => {
    let last = e2e.raw("draft_state");
    new MutationObserver(() => {
      const now = e2e.raw("draft_state");
      if (now !== last && now === "saved") e2e.drafted = true;
      last = now;
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["value"] });
    return true;
  };
  // Every write must be strict, in every journey: what is said to be saved is on the disk before it is said.
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...a) {
    const tx = begin.apply(this, a);
    if (tx.mode === "readwrite") written(tx);
    return tx;
  };
  const written = (tx) => {
    for (const store of tx.objectStoreNames) e2e.writes[store] = (e2e.writes[store] ?? 0) + 1;
    if (tx.durability !== "strict") console.error("a write is not strict: " + [...tx.objectStoreNames]);
    if (!halt || !tx.objectStoreNames.contains(halt.store) || halt.left-- > 0) return;
    const { when } = halt;
    halt = null;
    if (when === "after") {
      tx.addEventListener("complete", (e) => { e.stopImmediatePropagation(); e2e.halted = true; });
      return;
    }
    // As long as something is asked of it, it stays open.
    const ask = () => { tx.objectStore(tx.objectStoreNames[0]).count("").onsuccess = ask; };
    ask();
    e2e.halted = true;
  };
  let halt;
  const remove = IDBFactory.prototype.deleteDatabase;
  IDBFactory.prototype.deleteDatabase = function (name) { e2e.removed.push(name); return remove.call(this, name); };
  const shifts = [];
  const shifting = PerformanceObserver.supportedEntryTypes.includes("layout-shift") && new PerformanceObserver((l) => shifts.push(...l.getEntries()));
  if (shifting) shifting.observe({ type: "layout-shift", buffered: true });
  const violations = [];
  addEventListener("securitypolicyviolation", (e) => violations.push(e.violatedDirective + " " + e.blockedURI));
  window.e2e = {
    violations,
    drafted: false, // all that was typed is put away
    writes: {}, // since the page was loaded, by store
    removed: [], // databases, likewise
    halted: false,
    // The nth write to a store from now on, counted from zero, stands still for good: before it is complete, or after, with
    // nobody told.
    halt(when, store = "revs", n = 0) { halt = { when, store, left: n }; this.halted = false; return true; },
    named: (name, value) => named(name, value)[0],
    all: (name) => named(name),
    spot: (name, value) => spot(named(name, value)[0]),
    spotLink: (href) => spot([...document.querySelectorAll("a[href]")].find((a) => a.getAttribute("href") === href && seen(a))),
    spotWords: (words) => spot([...document.querySelectorAll("main a[href]")].find((a) => a.textContent.includes(words) && seen(a))),
    // What a pointer does, for an engine that lends us none.
    tap(x, y) {
      const e = document.elementFromPoint(x, y), at = { bubbles: true, cancelable: true, composed: true, clientX: x, clientY: y };
      e.dispatchEvent(new PointerEvent("pointerdown", at));
      if (e.dispatchEvent(new MouseEvent("mousedown", at))) e.closest("a[href], button, input, select, textarea, summary, [tabindex]")?.focus();
      e.dispatchEvent(new PointerEvent("pointerup", at));
      e.dispatchEvent(new MouseEvent("mouseup", at));
      (e.click ? e : e.closest("a[href], button, label, summary"))?.click();
    },
    set(name, value) {
      this.drafted = false;
      watching ??= watch();
      const e = named(name).find((e) => !["radio", "checkbox"].includes(e.type) || e.value === value);
      if (!e) return false;
      if (["radio", "checkbox"].includes(e.type)) e.checked = true;
      else e.value = value;
      e.dispatchEvent(new Event("input", { bubbles: true }));
      return true;
    },
    value(name) {
      const all = named(name);
      if (["radio", "checkbox"].includes(all[0]?.type)) return all.find((e) => e.checked)?.value ?? "";
      return all[0]?.value ?? null;
    },
    raw: (name) => document.querySelector(`output[name="${name}"] data`)?.value ?? document.querySelector(`output[name="${name}"] time`)?.dateTime ?? null,
    words: (name) => document.querySelector(`output[name="${name}"]`)?.textContent ?? null,
    // Sets the clock ahead of the machine's, by seconds.
    ahead(seconds) {
      const Real = window.realDate ??= Date, off = seconds * 1000;
      window.clockAhead = seconds;
      window.Date = class extends Real { constructor(...a) { a.length ? super(...a) : super(Real.now() + off); } static now() { return Real.now() + off; } };
    },
    // From now on, notes what can be pressed in a screen and does not stay where it was when it came up, in every frame.
    moved: [],
    minding: 0,
    mind() {
      const at = new Map(), look = () => {
        for (const e of document.querySelectorAll("main a[href], main button[name]")) {
          const y = e.getBoundingClientRect().top + scrollY, was = at.get(e);
          if (!seen(e)) continue;
          at.set(e, y);
          if (was !== undefined && Math.abs(was - y) > 1) this.moved.push(`${e.name || e.getAttribute("href")}: ${was} to ${y}`);
        }
        this.minding = at.size;
        requestAnimationFrame(look);
      };
      look();
    },
    // What has moved by itself, more than a hair, since that was asked last.
    shifted() {
      const out = shifts.splice(0).concat(shifting ? shifting.takeRecords() : []).filter((e) => !e.hadRecentInput);
      const at = (r) => `${Math.round(r.x)},${Math.round(r.y)} ${Math.round(r.width)}×${Math.round(r.height)}`;
      const name = (n) => n?.nodeType === 1 ? `${n.localName}.${n.getAttribute("class") ?? ""} ${n.getAttribute("name") ?? n.id}` : n?.textContent;
      if (out.reduce((sum, e) => sum + e.value, 0) < 0.02) return [];
      return out.flatMap((e) => e.sources.map((s) => `${name(s.node)} from ${at(s.previousRect)} to ${at(s.currentRect)}`));
    },
    // Keeps calls and messages from the device's own programs, of which there are none here, and remembers the last one.
    handed: "",
    stay() {
      const press = HTMLAnchorElement.prototype.click, outward = (a) => /^(tel|sms|mailto):/.test(a?.href) && (this.handed = a.href);
      HTMLAnchorElement.prototype.click = function () { if (!outward(this)) press.call(this); };
      addEventListener("click", (e) => { if (outward(e.target.closest?.("a"))) e.preventDefault(); }, true);
    },
    // Opens every database of the kit in turn, and closes it again.
    async databases(use) {
      for (const { name } of await indexedDB.databases()) {
        const db = await new Promise((ok, no) => Object.assign(indexedDB.open(name), { onsuccess: (e) => ok(e.target.result), onerror: no }));
        try { await use(db); } finally { db.close(); }
      }
    },
    async keys(store) {
      const all = [];
      await this.databases((db) => db.objectStoreNames.contains(store) && new Promise((ok, no) =>
        Object.assign(db.transaction(store).objectStore(store).getAllKeys(), { onsuccess: (e) => ok(all.push(...e.target.result)), onerror: no })));
      return all;
    },
    async count(store) { return (await this.keys(store)).length; },
    // What takes time to change its looks. The tabs do not move: they let no tap through for a moment. What still comes shows at once.
    moving: () => [...new Set([...document.querySelectorAll("*:not(.tabs--settling, .app--coming > .stage, .app--coming .flap-bar)")].filter((e) => ["", "::before", "::after"].some((of) => {
      const s = getComputedStyle(e, of);
      return (s.transitionDuration + "," + (s.animationName === "none" ? "" : s.animationDuration)).split(",").some((d) => parseFloat(d) > 0.002);
    })).map((e) => e.localName + "." + (e.getAttribute("class") ?? "")))],
    // What someone who does not see the page would stumble over.
    faults() {
      const out = [], all = (s) => [...document.querySelectorAll(s)].filter((e) => seen(e) || e.type === "radio");
      const said = (e) => (e.getAttribute("aria-label") ?? (e.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean)
        .map((id) => document.getElementById(id)?.textContent ?? "").join(" ")) || [...(e.labels ?? [])].map((l) => l.textContent).join(" ");
      const n = all("h1").length;
      if (n !== 1) out.push(n + " headings of the first level");
      if (!/^(fr|en)-CA$/.test(document.documentElement.lang)) out.push("the language of the page is " + document.documentElement.lang);
      if (all("main").length !== 1) out.push(all("main").length + " main parts");
      for (const e of all("input, select, textarea")) {
        if (!said(e).trim()) out.push("no label on " + e.name);
        if (!e.name) out.push("no name on a control with id " + e.id);
        if (!["radio", "checkbox"].includes(e.type) && e.autocomplete !== "off" && !e.autocomplete.endsWith("-password")) out.push("the browser may complete " + e.name);
      }
      for (const e of all("button, a[href], summary")) {
        if (!(said(e) + e.textContent).trim()) out.push("nothing said of " + e.outerHTML.slice(0, 120));
        if (e.tagName === "BUTTON" && !e.name) out.push("no name on the button " + e.textContent);
      }
      for (const e of all("fieldset")) if (!e.querySelector("legend")?.textContent.trim()) out.push("no legend on a group");
      const ids = all("[id]").map((e) => e.id);
      for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) out.push("two elements are " + id);
      for (const id of ids) if (/\s/.test(id)) out.push("a space in the id " + id);
      for (const e of all("label[for]")) if (!e.control) out.push("a label of nothing: " + e.htmlFor);
      for (const e of all("[aria-describedby], [aria-labelledby]")) {
        for (const a of ["aria-describedby", "aria-labelledby"]) {
          for (const id of (e.getAttribute(a) ?? "").split(" ").filter(Boolean)) {
            if (!document.getElementById(id)) out.push(a + " leads nowhere: " + id);
          }
        }
      }
      const landmarks = "main, nav, body > div > div > header, body > div > div > footer, dialog, .skip, [role=status], [role=alert], [aria-live], output";
      for (const e of all("button, a[href], h1, h2, h3")) if (!e.closest(landmarks)) out.push("outside the parts of the page: " + e.outerHTML.slice(0, 120));
      let level = 0;
      for (const e of all("main h1, main h2, main h3, main h4, header h1")) {
        const now = Number(e.tagName[1]);
        if (now > level + 1) out.push("a heading too deep: " + e.outerHTML.slice(0, 120));
        level = now;
      }
      const wide = document.documentElement.scrollWidth - innerWidth;
      if (wide > 0) out.push(wide + " pixels wider than the window");
      const missing = document.body.innerText.match(/⟦[^⟧]*⟧/);
      if (missing) out.push("no words for " + missing[0]);
      return out;
    },
    // What is said beside a refused field, or empty.
    refusal(name) {
      const e = named(name)[0];
      if (e?.getAttribute("aria-invalid") !== "true") return "";
      return document.getElementById(e.getAttribute("aria-describedby"))?.textContent ?? "";
    },
  };
})();
