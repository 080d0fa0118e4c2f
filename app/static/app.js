/* The little that markup cannot do: marks that htmx is there, warns before unsaved text is left. */
(() => {
  "use strict";
  const dirty = new Set();
  const root = document.documentElement;
  const part = (element) => element.closest("[data-autosave]") || element.closest("form[data-warn]");

  document.addEventListener("DOMContentLoaded", () => {
    if (window.htmx) root.classList.add("quick");
  });
  document.addEventListener("input", (event) => {
    const changed = part(event.target);
    if (changed) dirty.add(changed);
  });
  document.addEventListener("submit", () => dirty.clear());
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) dirty.delete(part(event.detail.elt));
  });
  document.addEventListener("htmx:sendError", () => {
    const template = document.getElementById("offline");
    const alert = document.getElementById("alert");
    if (template && alert) alert.replaceChildren(template.content.cloneNode(true));
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.successful) document.getElementById("alert")?.replaceChildren();
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty.size) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
