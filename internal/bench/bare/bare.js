// Runs the bare program in the floor's page, and has the worker keep both. It comes after Go's own script, in one file.
window.trustedTypes?.createPolicy("default", {
  createScriptURL: (url) => (new URL(url, location.href).pathname === "/sw.js" ? url : null),
});
const go = new Go();
WebAssembly.instantiateStreaming(fetch("assets/bare.wasm"), go.importObject).then(({ instance }) => {
  go.run(instance);
  navigator.serviceWorker?.register("sw.js");
});
