// Takes what was typed along to the page in another language; without it the link leads there all the same.
"use strict";

(() => {
  const form = document.querySelector("main form[data-goes-along]");
  for (const link of document.querySelectorAll("nav.languages a:not([aria-current])")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) {
        return;
      }
      event.preventDefault();
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "another_language";
      field.value = link.lang;
      form.append(field);
      form.action = link.href;
      form.submit();
    });
  }
})();
