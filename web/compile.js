"use strict";
// Receives and compiles a part of the program beside the page; null where it cannot, and then the page tries. Whole: with what a
// start calls compiled too, before the page has it.
onmessage = async ({ data: { url, priority, whole } }) => {
  let module = null;
  try { module = await WebAssembly.compileStreaming(fetch(url, { priority })); } catch { /* the page says why */ }
  const sooner = module && navigator.userAgentData && ahead(module).catch(() => {}); // it would only have been sooner
  if (whole) await sooner;
  postMessage({ url, module });
};

// Chromium (which alone has userAgentData) compiles a function when it is called for the first time, for every thread that has the
// module. Those that a start calls are listed in it (internal/slim/early.go) and called here, in a program of which nothing was begun:
// each is compiled, and fails at its first step, since there is no stack.
const ahead = async (module) => {
  const [list] = WebAssembly.Module.customSections(module, "early");
  if (!list) return;
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
  const { exports: { table } } = await WebAssembly.instantiate(module, imports);
  Error.stackTraceLimit = 0;
  let n = 0, far = 0, shift = 0;
  for (const byte of new Uint8Array(list)) {
    far |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    n += far & 1 ? ~(far >>> 1) : far >>> 1;
    far = shift = 0;
    try { table.get(n)(0); } catch { /* as it should */ }
  }
};
