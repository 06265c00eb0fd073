"use strict";
// The kit's first screen by a plain page: no framework, no program, nothing sealed. Its time to "kit:ready" is the
// floor that the kit's own is compared with.

window.trustedTypes?.createPolicy("default", {
  createScriptURL: (url) => (new URL(url, location.href).pathname === "/sw.js" ? url : null),
});

// ---------- the records ----------
const database = new Promise((ok, no) => {
  const r = indexedDB.open("floor", 1);
  r.onupgradeneeded = () => {
    r.result.createObjectStore("client", { keyPath: "id" });
    r.result.createObjectStore("interaction", { keyPath: "id" }).createIndex("at", "at");
    r.result.createObjectStore("promise", { keyPath: "id" }).createIndex("due", ["state", "due"]);
  };
  r.onsuccess = () => ok(r.result);
  r.onerror = () => no(r.error);
});
const KINDS = ["client", "interaction", "promise"];
const done = (tx) => new Promise((ok, no) => { tx.oncomplete = ok; tx.onabort = () => no(tx.error); });

// fill keeps records of the kit: pairs of a kind and a body.
window.fill = async (url) => {
  const records = await (await fetch(url)).json();
  const tx = (await database).transaction(KINDS, "readwrite"), whole = done(tx);
  for (const [kind, body] of records) tx.objectStore(kind).put(body);
  await whole;
};

// read reads what the first screen shows: open promises, the last conversations, and whom they name.
async function read() {
  const tx = (await database).transaction(KINDS), whole = done(tx);
  const day = { promises: [], recent: [], people: new Map() };
  const meet = (id) => {
    if (day.people.has(id)) return;
    day.people.set(id, null);
    tx.objectStore("client").get(id).onsuccess = (e) => day.people.set(id, e.target.result);
  };
  tx.objectStore("promise").index("due").getAll(IDBKeyRange.bound(["open"], ["open", []]), 200).onsuccess = (e) => {
    day.promises = e.target.result;
    for (const p of day.promises) meet(p.client);
  };
  tx.objectStore("interaction").index("at").openCursor(null, "prev").onsuccess = (e) => {
    const c = e.target.result;
    if (!c) return;
    day.recent.push(c.value);
    meet(c.value.client);
    if (day.recent.length < 8) c.continue();
  };
  await whole;
  return day;
}

// ---------- elements ----------
const SVG = "http://www.w3.org/2000/svg";
const make = (e, attributes, body) => {
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  e.append(...body.filter(Boolean));
  return e;
};
const h = (tag, attributes = {}, ...body) => make(document.createElement(tag), attributes, body);
const svg = (id, name, attributes = { "aria-hidden": "true" }) => make(document.createElementNS(SVG, "svg"),
  { class: name, ...attributes }, [make(document.createElementNS(SVG, "use"), { href: "#i-" + id }, [])]);
const icon = (id) => svg(id, "icon");
const block = (id, title, rows) => h("section", { class: "block", "aria-labelledby": id },
  h("div", { class: "block-head" }, h("h2", { id }, title)),
  h("ul", { class: "rows" }, ...rows.map((r) => h("li", {}, r))));

// ---------- words ----------
const date = new Intl.DateTimeFormat("en-CA", { weekday: "long", month: "long", day: "numeric" });
const clock = new Intl.DateTimeFormat("en-CA", { hour: "numeric", minute: "numeric" });
const midnight = (t) => new Date(t.getFullYear(), t.getMonth(), t.getDate());
const day = (text) => new Date(text + "T00:00");
const away = (d, today) => Math.round((d - today) / 864e5);
const when = (d, today) => ({ "-1": "yesterday", 0: "today", 1: "tomorrow" })[away(d, today)] ?? date.format(d);

// ---------- the first screen ----------
const FEELINGS = ["", "Angry", "Annoyed", "Neutral", "Content", "Delighted"];
const ICONS = { in_person: "in-person", phone: "call", email: "mail", text: "text" };
const face = (n) => svg("feel-" + n, "face face--s f" + n, { role: "img", "aria-label": FEELINGS[n] });
const change = (a, b) => (a && b ? h("span", { class: "from-to" }, face(a), svg("next", "icon icon--s"), face(b)) : a || b ? face(a || b) : null);

function promiseRow(p, who, today) {
  const n = away(day(p.due), today), state = n < 0 ? "late" : n === 0 ? "today" : "open";
  return h("div", { class: "row row--split" },
    h("button", { class: "state-btn", type: "button", name: "keep", value: p.id, "aria-label": "Mark as kept: " + p.what },
      svg("promise-" + state, "state state--" + state)),
    h("a", { href: "clients/" + p.client },
      h("span", { class: "promise-what", dir: "auto" }, p.what),
      h("span", { class: "promise-who" }, h("span", { class: "people", dir: "auto" }, who)),
      h("span", { class: "due" + (n < 0 ? " due--late" : "") }, (n < 0 ? "Late: was due " : "By ") + when(day(p.due), today))));
}

function conversationRow(i, who, today) {
  const at = new Date(i.at), d = midnight(at);
  const words = (away(d, today) === 0 ? clock.format(at) : when(d, today)) + (i.request ? " · " + i.request : "");
  return h("a", { class: "row", href: "interactions/" + i.id }, icon(ICONS[i.channel] ?? "other"),
    h("span", { class: "row-body" }, h("span", { class: "row-name", dir: "auto" }, who), h("span", { class: "meta", dir: "auto" }, words)),
    h("span", { class: "row-end" }, change(i.feeling_before, i.feeling_after), svg("next", "icon icon--s")));
}

function show({ promises, recent, people }) {
  const today = midnight(new Date()), due = promises.filter((p) => day(p.due) <= today).length;
  const who = (id) => people.get(id)?.name ?? "Unknown client";
  const groups = [["t-overdue", "Late", -Infinity, -1], ["t-today", "Today", 0, 0], ["t-soon", "Within seven days", 1, 7]]
    .map(([id, title, from, to]) => [id, title, promises.filter((p) => away(day(p.due), today) >= from && away(day(p.due), today) <= to)]);
  const tab = (id, label, more = "") => h("li", {}, h("a", { class: "tab" + more, href: id }, icon(id), label));
  document.querySelector(".app").replaceChildren(
    h("a", { class: "skip", href: "#main" }, "Skip to content"),
    h("header", { class: "flap flap--open" },
      h("div", { class: "flap-bar" }, svg("mark", "mark flap-mark"),
        h("a", { class: "icon-btn", href: "settings", "aria-label": "Settings" }, icon("settings")),
        h("button", { class: "icon-btn lang-btn", type: "button", name: "switch_language", lang: "fr-CA", "aria-label": "Français" }, "FR")),
      h("div", { class: "flap-hello" }, h("p", { class: "flap-date" }, date.format(today)), h("h1", { id: "top", tabindex: "-1" }, "Hello."),
        h("p", {}, due ? due + " promises to keep today." : "No promise to keep today."))),
    h("main", { id: "main", class: "stage stage--two" },
      h("div", { class: "pane" },
        h("form", { role: "search" }, h("div", { class: "field" }, h("label", { for: "q", class: "only-read" }, "Search"),
          h("input", { class: "input", id: "q", name: "q", type: "search", autocomplete: "off", dir: "auto", placeholder: "Name, word or phone" }))),
        ...groups.map(([id, title, list]) => list.length && block(id, title, list.map((p) => promiseRow(p, who(p.client), today))))),
      h("div", { class: "pane", id: "right" },
        recent.length && block("t-recent", "Last conversations", recent.map((i) => conversationRow(i, who(i.client), today))))),
    h("div", { class: "only-read", "aria-live": "polite" }, h("output", { name: "save_state" }, h("data", { value: "idle" }, "Nothing to save"))),
    h("nav", { class: "tabs", "aria-label": "Sections" }, h("ul", {},
      tab("today", "Today"), tab("people", "Clients"), tab("log", "Log", " tab--buckle"), tab("kit", "Kit"), tab("help", "Help now", " tab--help"))));
}

// The tip comes after, as in the kit.
async function tip() {
  const { tips } = await (await fetch("assets/content.json")).json();
  const t = tips[Math.floor(Date.now() / 864e5) % tips.length];
  document.getElementById("right").append(h("section", { class: "card card--tint", "aria-labelledby": "t-tip" },
    h("h2", { id: "t-tip", class: "tags" }, icon("tip"), "Tip " + t.n), h("p", {}, h("strong", {}, t.title)), h("p", { class: "quote quote--s" }, t.text)));
}

read().then((found) => {
  show(found);
  performance.mark("kit:ready");
  tip();
  navigator.serviceWorker?.register("sw.js");
});
