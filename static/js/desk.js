// The desk by keyboard: rows, search, the next one, the decision. Everything works without it, and each key can be
// turned off where single letters are in somebody's way (a voice that types, for one).
"use strict";

(() => {
  const OFF = "shinelight.keys.off";
  const help = document.querySelector("dialog.keys");
  const toggle = help?.querySelector("input");
  const rows = () => [...document.querySelectorAll("table.queue tbody tr")];
  const link = (row) => row.querySelector("th a");
  const isOff = () => {
    try {
      return localStorage.getItem(OFF) === "yes";
    } catch {
      return false; // a browser that keeps nothing
    }
  };

  const step = (by) => {
    const all = rows();
    if (!all.length) {
      return;
    }
    const at = all.findIndex((row) => row.contains(document.activeElement));
    const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
    link(all[to]).focus();
  };

  const press = (selector) => document.querySelector(selector)?.click();
  const focus = (selector) => document.querySelector(selector)?.focus();

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    x: () => document.activeElement.closest("table.queue tr")?.querySelector("input[name=pick]")?.click(),
    n: () => press("[data-key=n]"),
    u: () => press("[data-key=u]"),
    a: () => focus("[data-key=a]"), // Enter then approves: a decision is never one slip of the finger
    d: () => focus("[data-key=d]"),
    "]": () => press("a[rel=next]"),
    "/": () => focus("[data-key='/']"),
    "?": () => help?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    const act = KEYS[event.key];
    if (!act || isTyping || event.ctrlKey || event.metaKey || event.altKey || help?.open) {
      return;
    }
    if (isOff() && event.key !== "?") {
      return;
    }
    event.preventDefault();
    act();
  });

  if (toggle) {
    toggle.checked = !isOff();
    toggle.addEventListener("change", () => {
      try {
        localStorage.setItem(OFF, toggle.checked ? "no" : "yes");
      } catch {
        toggle.checked = true;
      }
    });
  }
  help?.querySelector("[data-closes-keys]").addEventListener("click", () => help.close());
  for (const button of document.querySelectorAll("[data-opens-keys]")) {
    button.hidden = false;
    button.addEventListener("click", () => help?.showModal());
  }

  // Who else has this request open, and whether it changed meanwhile, asked again while the page is in sight.
  const presence = document.querySelector("[data-here]");
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (presence && token) {
    const ask = async () => {
      if (document.hidden) {
        return;
      }
      const body = new URLSearchParams({ version: presence.dataset.version, csrfmiddlewaretoken: token });
      try {
        const answer = await fetch(presence.dataset.here, { method: "POST", body });
        if (answer.ok) {
          const found = new DOMParser().parseFromString(await answer.text(), "text/html").body;
          if (found.textContent.trim() !== presence.textContent.trim()) {
            presence.replaceChildren(...found.childNodes);
          }
        }
      } catch {
        // No answer now: the page stays as it is, and asks again.
      }
    };
    setInterval(ask, 20_000);
    document.addEventListener("visibilitychange", ask);
  }

  // Back from a request: its row, or the one that took its place, has the focus again. The browser itself moves the
  // focus to the place in the address while the page loads, so this waits until it has.
  const row = /^#row-\d+$/.test(location.hash) ? document.querySelector(location.hash) : null;
  if (row) {
    const focusRow = () => requestAnimationFrame(() => link(row).focus());
    if (document.readyState === "complete") {
      focusRow();
    } else {
      window.addEventListener("load", focusRow);
    }
  }
})();
