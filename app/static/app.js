/* The little that markup cannot do: marks that htmx is there, warns before unsaved text is left. */
(() => {
  "use strict";
  const dirty = new Map();
  const sent = new WeakMap();
  let changes = 0;
  const root = document.documentElement;
  const part = (element) => element.closest("[data-autosave]") || element.closest("form[data-warn]");

  document.addEventListener("DOMContentLoaded", () => {
    if (!window.htmx) return;
    root.classList.add("quick");
    // what was typed before the scripts were there, or brought back by the browser, is saved too
    for (const field of document.querySelectorAll("[data-autosave] :is(textarea, input)")) {
      if (field.value === field.defaultValue && field.checked === field.defaultChecked) continue;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  document.addEventListener("input", (event) => {
    const changed = part(event.target);
    if (changed) dirty.set(changed, ++changes);
  });
  document.addEventListener("input", ({ target }) => {
    // what is left of a whole that the form splits
    const rest = target.matches("[data-part]") && target.form.querySelector("[data-rest]");
    if (!rest) return;
    const parts = [...target.form.querySelectorAll("[data-part]")].map((field) => Number(field.value) || 0);
    rest.value = `${rest.dataset.rest - parts.reduce((sum, part) => sum + part, 0)}%`;
  });
  document.addEventListener("submit", () => dirty.clear());
  document.addEventListener("htmx:beforeRequest", (event) => {
    // two texts: nothing saves itself until one of them is chosen
    const { elt } = event.detail;
    if (elt.matches("[data-autosave]") && elt.querySelector("[data-conflict]")) event.preventDefault();
  });
  document.addEventListener("htmx:beforeSend", ({ detail }) => {
    const saved = part(detail.elt);
    sent.set(detail.xhr, [saved, dirty.get(saved)]);
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (!detail.successful) return;
    const [saved, change] = sent.get(detail.xhr) ?? [];
    if (dirty.get(saved) === change) dirty.delete(saved);
    document.getElementById("alert")?.replaceChildren();
  });
  document.addEventListener("htmx:sendError", () => {
    const template = document.getElementById("offline");
    const alert = document.getElementById("alert");
    if (template && alert) alert.replaceChildren(template.content.cloneNode(true));
  });
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-drop]")) dirty.delete(part(target));
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
