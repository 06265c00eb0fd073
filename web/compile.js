"use strict";
// Receives and compiles a part of the program beside the page; null where it cannot, and then the page tries.
onmessage = async ({ data: { url, priority } }) => {
  let module = null;
  try { module = await WebAssembly.compileStreaming(fetch(url, { priority })); } catch { /* the page says why */ }
  postMessage({ url, module });
};
