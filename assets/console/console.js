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
    if (["BUTTON", "A"].includes(target.tagName)) return target.click();
    target.focus();
    if (target.tagName !== "SUMMARY") return;
    target.parentElement.open = true;
    target.parentElement.querySelector("textarea, select, input:not([type=hidden]), form button")?.focus();
  });

  // Up and down through a list's rows.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = [...document.querySelectorAll("[data-row]")];
    const here = document.activeElement;
    if (!step || !rows.length || ["SELECT", "TEXTAREA"].includes(here?.tagName)) return;
    const at = rows.indexOf(here);
    if (at < 0 && here?.form && here.form === rows[0].form) return; // in another field of the rows' own form
    const next = rows[at < 0 ? (step > 0 ? 0 : -1) : at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  // One press is one command.
  document.addEventListener("submit", (event) => {
    if ("again" in event.target.dataset) return; // each press is a look of its own
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });

  // A long form is not lost by a key, a link or a session that ends while somebody writes.
  const filing = document.querySelector("form.filing");
  if (filing) {
    let changed = filing.querySelector("#saying") !== null;
    let seen = Date.now();
    filing.addEventListener("input", () => {
      changed = true;
      if (Date.now() - seen < 300000) return;
      seen = Date.now();
      fetch(location.pathname, { redirect: "manual" }).catch(() => {});
    });
    // A scanner's Enter, or a hasty one, goes on to the next field.
    filing.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT") return;
      event.preventDefault();
      const fields = [...filing.querySelectorAll("input:not([type=hidden]), textarea, select, button")];
      fields[fields.indexOf(event.target) + 1]?.focus();
    });
    // Sent again it files nothing more; what went astray must be able to.
    filing.addEventListener("submit", () => setTimeout(() => delete filing.dataset.sent, 10000));
    addEventListener("beforeunload", (event) => {
      if (changed && !filing.dataset.sent) event.preventDefault();
    });
  }

  if (!live) return;

  // Where somebody chooses or writes, news wait.
  const busy = () =>
    pressed ||
    (live.contains(document.activeElement) &&
      (["SELECT", "INPUT", "TEXTAREA"].includes(document.activeElement.tagName) ||
        document.activeElement.closest("details[open]")));

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
  const pause = document.getElementById("pause");
  const clock = document.getElementById("clock");
  let seen = words.textContent.replace(/^\D*/, "");
  const here = (time) => {
    seen = time;
    clock.textContent = time;
    sync.classList.remove("away");
    words.textContent = `已同步 ${time}`;
  };
  const away = () => {
    sync.classList.add("away");
    words.textContent = `离线，截至 ${seen}`;
  };

  const listen = () => {
    const source = new EventSource(live.dataset.events);
    source.addEventListener("pause", (event) => {
      if (event.data !== pause.innerHTML) pause.innerHTML = event.data;
    });
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
  const address = new URL(location);
  if (address.searchParams.has("said")) {
    address.searchParams.delete("said");
    history.replaceState(null, "", address);
  }
})();
