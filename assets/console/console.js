"use strict";
// Pages work without this: it presses buttons for keys, and keeps a window's page up to date.
(() => {
  const live = document.getElementById("live");
  let waiting = null; // what came while it could not be shown
  let pressed = false;
  let ahead = live ? Date.now() - Number(live.dataset.now) : 0; // of this computer's clock before the hub's

  // Keys: a button is pressed, a list is gone to.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat) return;
    const target = document.querySelector(`[data-key="${event.key}"]`);
    if (!/^F\d+$/.test(event.key) || !target) return;
    event.preventDefault();
    if (target.tagName === "BUTTON") target.click();
    else target.focus();
  });

  // One press is one command.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });

  if (!live) return;

  const busy = () => pressed || (document.activeElement && document.activeElement.tagName === "SELECT");

  const show = (html) => {
    const focused = document.activeElement && live.contains(document.activeElement) ? document.activeElement.id : "";
    const queue = document.getElementById("queue");
    const chosen = queue ? queue.value : "";
    live.innerHTML = html;
    const again = document.getElementById("queue");
    if (again && chosen) again.value = chosen;
    if (focused) document.getElementById(focused)?.focus();
    tick();
  };

  const settle = () => {
    if (waiting === null || busy()) return;
    const html = waiting;
    waiting = null;
    show(html);
  };

  document.addEventListener("pointerdown", () => (pressed = true));
  for (const name of ["pointerup", "pointercancel"]) {
    document.addEventListener(name, () => {
      pressed = false;
      // After the click that this may be the end of.
      setTimeout(settle, 0);
    });
  }
  document.addEventListener("focusout", () => setTimeout(settle, 0));

  const tick = () => {
    for (const part of live.querySelectorAll("[data-since]")) {
      const seconds = Math.max(0, Math.floor((Date.now() - ahead - Number(part.dataset.since)) / 1000));
      part.textContent = `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`;
    }
  };
  setInterval(tick, 1000);
  tick();

  const sync = document.getElementById("sync");
  const words = sync.querySelector("span");
  let seen = words.textContent.replace(/^\D*/, "");
  const here = (time) => {
    seen = time;
    sync.classList.remove("away");
    words.textContent = `已同步 ${time}`;
  };
  const away = () => {
    sync.classList.add("away");
    words.textContent = `离线，截至 ${seen}`;
  };

  const listen = () => {
    const source = new EventSource(live.dataset.events);
    source.addEventListener("window", (event) => {
      waiting = event.data;
      settle();
    });
    source.addEventListener("alive", (event) => here(event.data));
    source.addEventListener("over", () => location.reload());
    source.onerror = () => {
      away();
      // Closed for good: signed out, too many pages, or another hub in its place. Ask again, from the beginning.
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(() => {
        fetch(location.pathname, { redirect: "manual" })
          .then((answer) => (answer.type === "opaqueredirect" ? location.reload() : listen()))
          .catch(listen);
      }, 5000);
    };
  };
  listen();
  // What was said about the last command is not said again when the page is loaded anew.
  if (location.search) history.replaceState(null, "", location.pathname);
})();
