// Binds each [data-module] to the module of that name. Every page can be read without them.
for (const root of document.querySelectorAll("[data-module]")) {
  import(`./modules/${root.dataset.module}.js`).then((module) => module.default(root));
}
