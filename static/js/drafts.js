// What somebody is typing about a request is kept in this tab until it was taken: a page that is left, reloaded or
// refused because another was first loses no sentence. It is never sent anywhere, and goes with the tab or the session.
"use strict";

(() => {
  const PREFIX = "shinelight.draft ";
  const fields = () => [...document.querySelectorAll("main form[method=post] textarea[name]")];
  const keyOf = (field) => `${PREFIX}${new URL(field.form.action).pathname} ${field.name}`;
  const refused = document.querySelector("main .messages .error") !== null;

  const stored = (act) => {
    try {
      return act(sessionStorage);
    } catch {
      return null; // a browser that keeps nothing: then there are no drafts
    }
  };
  const forget = (key) => stored((store) => store.removeItem(key));
  const allKeys = () => stored((store) => Object.keys(store).filter((key) => key.startsWith(PREFIX))) ?? [];

  for (const field of fields()) {
    const key = keyOf(field);
    const kept = stored((store) => JSON.parse(store.getItem(key)));
    if (kept?.sent && !refused) {
      forget(key); // it was taken
    } else if (kept?.text && !field.value) {
      field.value = kept.text;
      field.closest("details")?.setAttribute("open", "");
    }
    field.addEventListener("input", () => {
      if (field.value) {
        stored((store) => store.setItem(key, JSON.stringify({ text: field.value, sent: false })));
      } else {
        forget(key);
      }
    });
    field.form.addEventListener("submit", () => {
      if (field.value) {
        stored((store) => store.setItem(key, JSON.stringify({ text: field.value, sent: true })));
      }
    });
  }
  document.querySelector("form.who")?.addEventListener("submit", () => allKeys().forEach(forget));
})();
