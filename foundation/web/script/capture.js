// Pictures for a form: a face from the camera, and fingers from a capture agent on this computer.
//
// Everything works without this script: the fields take files. What needs it comes hidden.
// Every word stands in the page. `data-say-NAME` of the outer element is the sentence for NAME;
// `{finger}` in it is the finger's label, `{score}` its quality. A sentence that is missing is
// replaced by that of `failed`.
//
// A face. The camera is open only between the two buttons; the picture goes into the field.
//
//   <div data-capture-face data-say-opening="…" data-say-ready="…" data-say-taken="…"
//        data-say-denied="…" data-say-missing="…" data-say-failed="…" data-file-name="face.jpg">
//     <label for="face">…</label>
//     <input type="file" id="face" name="face" accept="image/jpeg,image/png,image/jp2">
//     <div class="limen-live" data-live hidden><video data-video muted playsinline></video></div>
//     <canvas class="limen-still" data-still hidden></canvas>
//     <button type="button" data-open hidden>…</button>
//     <button type="button" data-take hidden>…</button>
//     <button type="button" data-close hidden>…</button>
//     <p data-status role="status"></p>
//   </div>
//
// Fingers. A finger whose field is disabled is not asked for. Names of hints and failures are
// those of the agent's interface. `data-agent-token` and `data-seconds` may be left out.
//
//   <fieldset data-capture-fingers data-hand="right" data-agent="http://127.0.0.1:7373"
//        data-agent-token="…" data-seconds="60" data-say-asking="…" data-say-waiting="…"
//        data-say-taking="…" data-say-finger="… {finger} … {score}" data-say-done="…"
//        data-say-cancelled="…" data-say-absent="…" data-say-failed="…"
//        data-say-hint-too-dry="…" data-say-timeout="…" data-say-capture-under-way="…">
//     <div data-finger="right-index">
//       <label for="right-index" data-label>…</label>
//       <input type="file" id="right-index" name="right-index">
//       <span data-told></span>
//     </div>
//     <button type="button" data-start hidden>…</button>
//     <button type="button" data-cancel hidden>…</button>
//     <p data-status role="status"></p>
//   </fieldset>
//
// The policy of the page must allow the camera, and to ask the agent (`connect`).
"use strict";

(() => {
  const quality = 0.92;
  const waitSeconds = 20;
  const find = (root, name) => root.querySelector(`[data-${name}]`);

  // A file in a field as if somebody had chosen it.
  const put = (field, blob, name) => {
    const list = new DataTransfer();
    list.items.add(new File([blob], name, { type: blob.type }));
    field.files = list.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // The sentence for a name. `data-say-too-dry` is the attribute, whatever the letters of it.
  const sentence = (root, name, values = {}) => {
    const text = root.getAttribute(`data-say-${name}`) ?? root.getAttribute("data-say-failed") ?? "";
    return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  };

  // Shows the one, hides the other, and keeps the focus where somebody works.
  const turn = (shown, hidden) => {
    const hadFocus = hidden.some((element) => element === document.activeElement);
    for (const element of hidden) element.hidden = true;
    for (const element of shown) element.hidden = false;
    if (hadFocus && shown.length) shown[shown.length - 1].focus();
  };

  const face = (root) => {
    const field = root.querySelector("input[type=file]");
    const [live, video, still, open, take, close, status] =
      ["live", "video", "still", "open", "take", "close", "status"].map((name) => find(root, name));
    let stream = null;
    let asked = 0;
    const say = (name) => { status.textContent = sentence(root, name); };

    const release = () => {
      asked += 1;
      for (const track of stream?.getTracks() ?? []) track.stop();
      stream = null;
      video.srcObject = null;
      live.hidden = true;
      turn([open], [take, close]);
    };

    const begin = async () => {
      const mine = asked += 1;
      say("opening");
      turn([close], [open]);
      still.hidden = true;
      try {
        const wish = { width: { ideal: 1280 }, height: { ideal: 960 }, facingMode: "user" };
        const opened = await navigator.mediaDevices.getUserMedia({ video: wish, audio: false });
        if (mine !== asked) {
          for (const track of opened.getTracks()) track.stop();
          return;
        }
        stream = opened;
        video.srcObject = stream;
        await video.play();
      } catch (error) {
        if (mine !== asked) return;
        release();
        say({ NotAllowedError: "denied", NotFoundError: "missing" }[error.name] ?? "failed");
        return;
      }
      live.hidden = false;
      take.hidden = false;
      take.focus();
      say("ready");
    };

    const shoot = () => {
      const [width, height] = [video.videoWidth, video.videoHeight];
      if (!stream || !width || !height) return;
      still.width = width;
      still.height = height;
      still.getContext("2d").drawImage(video, 0, 0, width, height);
      still.toBlob((blob) => {
        release();
        if (!blob) return say("failed");
        put(field, blob, root.dataset.fileName ?? "face.jpg");
        still.hidden = false;
        say("taken");
        open.focus();
      }, "image/jpeg", quality);
    };

    // A browser without a camera, or a page that is not safe, has nothing to offer.
    if (!navigator.mediaDevices?.getUserMedia) return;
    open.hidden = false;
    open.addEventListener("click", begin);
    take.addEventListener("click", shoot);
    close.addEventListener("click", () => { release(); status.textContent = ""; open.focus(); });
    window.addEventListener("pagehide", release);
  };

  const fingers = (root) => {
    const base = root.dataset.agent?.replace(/\/+$/, "");
    const [start, cancel, status] = ["start", "cancel", "status"].map((name) => find(root, name));
    if (!base) return;
    let capture = null;
    let waiting = null;
    const say = (name, values) => { status.textContent = sentence(root, name, values); };
    const places = () => [...root.querySelectorAll("[data-finger]")]
      .filter((place) => !place.querySelector("input[type=file]").disabled);

    // Asks the agent; a refusal becomes an error with the agent's code.
    const ask = async (path, how = {}) => {
      const headers = {};
      if (root.dataset.agentToken) headers.Authorization = `Bearer ${root.dataset.agentToken}`;
      if (how.body) headers["Content-Type"] = "application/json";
      let answer;
      try {
        answer = await fetch(base + path, { ...how, headers, credentials: "omit", cache: "no-store" });
      } catch (error) {
        throw error.name === "AbortError" ? error : new Error("absent");
      }
      const told = answer.status === 204 ? null : await answer.json().catch(() => null);
      if (!answer.ok) throw new Error(told?.code ?? "failed");
      return told;
    };

    // Whoever has the images, or wants none, has them wiped before the next are asked for.
    const wipe = async (keepalive = false) => {
      const gone = capture;
      capture = null;
      waiting?.abort();
      if (gone) await ask(`/v1/captures/${gone}`, { method: "DELETE", keepalive }).catch(() => {});
    };

    const show = (told) => {
      for (const one of told.fingers) {
        const place = root.querySelector(`[data-finger="${CSS.escape(one.finger)}"]`);
        if (!place || !one.quality) continue;
        const finger = find(place, "label")?.textContent.trim() ?? one.finger;
        const hint = one.quality.hint ? ` ${sentence(root, `hint-${one.quality.hint}`)}` : "";
        const text = sentence(root, "finger", { finger, score: one.quality.score }) + hint;
        const line = find(place, "told");
        if (line.textContent !== text) line.textContent = text;
      }
    };

    const keep = (told) => {
      for (const { finger, image } of told.fingers) {
        const field = root.querySelector(`[data-finger="${CSS.escape(finger)}"] input[type=file]`);
        const bytes = Uint8Array.from(atob(image.data), (letter) => letter.charCodeAt(0));
        put(field, new Blob([bytes], { type: "image/png" }), `${finger}.png`);
      }
    };

    const follow = async (told) => {
      let now = told;
      while (now.state === "waiting" || now.state === "taking") {
        say(now.state);
        show(now);
        const query = `?wait=${waitSeconds}&after=${now.version}`;
        now = await ask(`/v1/captures/${told.id}${query}`, { signal: waiting.signal });
      }
      if (now.state === "failed") throw new Error(now.failure.code);
      if (now.state === "cancelled") throw new Error("cancelled");
      show(now);
      keep(now);
      say("done");
    };

    const begin = async () => {
      const wanted = places();
      if (!wanted.length || capture) return;
      waiting = new AbortController();
      for (const place of wanted) find(place, "told").textContent = "";
      say("asking");
      turn([cancel], [start]);
      try {
        const wish = {
          hand: root.dataset.hand,
          fingers: wanted.map((place) => place.dataset.finger),
          timeout_seconds: Number(root.dataset.seconds ?? 60),
        };
        // Not given up half-way: a capture whose number nobody knows could not be ended.
        const told = await ask("/v1/captures", { method: "POST", body: JSON.stringify(wish) });
        capture = told.id;
        waiting.signal.throwIfAborted();
        await follow(told);
      } catch (error) {
        say(error.name === "AbortError" ? "cancelled" : error.message);
      }
      await wipe();
      turn([start], [cancel]);
    };

    start.hidden = false;
    start.addEventListener("click", begin);
    cancel.addEventListener("click", () => { waiting?.abort(); });
    window.addEventListener("pagehide", () => wipe(true));
  };

  document.querySelectorAll("[data-capture-face]").forEach(face);
  document.querySelectorAll("[data-capture-fingers]").forEach(fingers);
})();
