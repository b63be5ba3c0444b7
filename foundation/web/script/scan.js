// Scanners that type: catches their typing anywhere on the page and sends a complete reading.
//
// A field with `data-scan` receives it. `data-scan-lines` lists the shapes that are complete,
// as "lines x letters" separated by blanks: "2x44 3x30".
"use strict";

(() => {
  const field = document.querySelector("[data-scan]");
  if (!field) return;
  // People rarely type two keys within this time; scanners do. Once a burst is under way, a busy
  // machine may pause.
  const burstMs = 50;
  const pauseMs = 250;
  const shapes = field.dataset.scanLines.split(" ").map((shape) => shape.split("x").map(Number));
  let caught = "";
  let last = 0;
  let run = 0;
  let waiting = 0;

  const lines = (text) => text.toUpperCase().split(/[\r\n]+/).map((l) => l.trim()).filter(Boolean);
  const complete = (text) => {
    const read = lines(text);
    return shapes.some(([count, width]) =>
      read.length === count && read.every((line) => line.length === width));
  };
  const send = () => {
    field.value = lines(field.value).join("\n");
    field.form.requestSubmit();
  };

  // Scanners that end without Enter: when a burst stops and the reading is complete, it is sent.
  const sendSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (complete(field.value)) send(); }, pauseMs);
  };

  // In the field: Enter after the last line, a complete paste or a complete burst sends.
  field.addEventListener("keydown", (event) => {
    run = event.timeStamp - last > burstMs ? 0 : run + 1;
    last = event.timeStamp;
    if (run > 20) sendSoon();
    if (event.key !== "Enter" || event.shiftKey || !complete(field.value)) return;
    event.preventDefault();
    send();
  });
  field.addEventListener("paste", () => setTimeout(() => { if (complete(field.value)) send(); }));

  // Elsewhere: a burst of keys is a scanner; single keys keep their meaning.
  document.addEventListener("keydown", (event) => {
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey) return;
    const now = event.timeStamp;
    if (now - last > (caught.length < 8 ? burstMs : pauseMs)) caught = "";
    last = now;
    if (event.key === "Enter") caught += "\n";
    else if (event.key.length === 1) caught += event.key;
    else return;
    if (caught.length < 8) return;
    event.preventDefault();
    field.value = caught;
    if (event.key === "Enter" && complete(caught)) send();
    else sendSoon();
  });
})();
