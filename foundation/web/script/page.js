// Small comforts of every page; each page works without them.
"use strict";

(() => {
  // A message that needs an answer takes the focus.
  const message = document.querySelector("[data-focus]");
  if (message) message.focus();

  // A button that prints is of no use without a script, so it comes hidden.
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // What happens while a page is open is counted on it; the list itself stays as it was read.
  for (const place of document.querySelectorAll("[data-stream]")) {
    const count = place.querySelector("[data-count]");
    let arrived = 0;
    const source = new EventSource(place.dataset.stream);
    source.addEventListener("notice", () => {
      arrived += 1;
      count.textContent = String(arrived);
      place.hidden = false;
    });
    window.addEventListener("pagehide", () => source.close());
  }

  // One form, one sending: a second click while waiting does nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent === "yes") event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
})();
