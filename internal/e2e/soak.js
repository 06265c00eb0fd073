// Works in the kit at random until it is killed, and says on the console what the page said. See soak_test.go.
(life, draft) => {
  const say = (...words) => console.log("soak", ...words);
  const until = async (holds) => { while (!holds()) await new Promise((r) => setTimeout(r, 4)); };
  const some = (list) => list[Math.floor(Math.random() * list.length)];
  const turn = async (route) => {
    const a = Object.assign(document.createElement("a"), { href: route });
    document.querySelector("main").dataset.left = "";
    document.body.append(a);
    a.click();
    a.remove();
    await until(() => location.pathname === route && document.querySelector("main:not([data-left])"));
  };
  const fill = async (values) => {
    await until(() => e2e.named("save") && !e2e.named("save").disabled);
    for (const name in values) await until(() => e2e.set(name, values[name]));
  };
  const save = async (token, done) => {
    say("saving", token);
    e2e.named("save").click();
    await until(() => done() && e2e.raw("save_state") === "saved");
    say("saved", token);
  };
  const links = (to) => [...document.querySelectorAll("main a[href]")].map((a) => a.getAttribute("href")).filter((href) => to.test(href));
  const picture = async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 }), pen = canvas.getContext("2d");
    for (let i = 0; i < 400; i++) {
      pen.fillStyle = "#" + Math.random().toString(16).slice(2, 8);
      pen.fillRect(Math.random() * 640, Math.random() * 480, 60, 60);
    }
    const files = new DataTransfer(), blob = await new Promise((ok) => canvas.toBlob(ok, "image/jpeg"));
    files.items.add(new File([blob], "photo.jpg", { type: "image/jpeg" }));
    const input = document.getElementsByName("photo_before")[0];
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    await until(() => document.querySelectorAll(".photo").length === 1);
  };
  const log = async (token, photo) => {
    await turn("/log");
    await fill({ client: "Client " + Math.floor(Math.random() * 12), about: token });
    if (photo) await picture();
    else if (Math.random() < 0.5) await fill({ promise: token, promise_date: "2031-02-03" });
    if (Math.random() < 0.3) {
      await until(() => e2e.drafted);
      say("drafted", token);
    }
    await save(token, () => location.pathname === "/");
    if (photo) say("photo", token);
  };
  const edit = async (token) => {
    await turn("/clients");
    await until(() => links(/^\/clients\/[0-9a-f-]{36}$/).length);
    const client = some(links(/^\/clients\/[0-9a-f-]{36}$/));
    await turn(client + "/edit");
    await until(() => e2e.value("name"));
    await fill({ attentions: token });
    await save(token, () => location.pathname === client);
  };
  const keep = async () => {
    await turn("/promises");
    await new Promise((r) => setTimeout(r, 150));
    const promise = some(links(/^\/promises\/[0-9a-f-]{36}$/));
    if (!promise) return;
    await turn(promise);
    await until(() => e2e.named("keep") || e2e.named("reopen"));
    if (!e2e.named("keep")) return;
    e2e.named("keep").click();
    await until(() => e2e.named("reopen") && e2e.raw("save_state") === "saved");
    say("kept", promise.split("/").pop());
  };
  // What was said to be put away is on offer, or was saved. From here it becomes a record.
  const resume = async () => {
    await turn("/log");
    await until(() => e2e.named("save") && !e2e.named("save").disabled);
    for (let i = 0; i < 200 && !e2e.named("resume_draft"); i++) await new Promise((r) => setTimeout(r, 5));
    if (!e2e.named("resume_draft")) return say("offered", "nothing");
    e2e.named("resume_draft").click();
    await until(() => e2e.value("client"));
    say("offered", e2e.value("about") || "a later one");
    if (e2e.value("about")) await save(e2e.value("about"), () => location.pathname === "/");
  };
  (async () => {
    if (draft) await resume();
    if (life === 1) await log("1-first");
    for (let n = 0; ; n++) {
      const token = life + "-" + n;
      await some([() => log(token), () => log(token), () => log(token, true), () => edit(token), keep])();
    }
  })().catch((e) => console.error("soak: " + e.stack));
}
