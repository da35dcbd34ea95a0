// Sends a form that comes too often only after the browser worked for it: see requests_app/views/work.py.
"use strict";

(() => {
  const script = document.currentScript;
  const says = document.querySelector(".work-says");
  const challenge = document.querySelector("input[name=challenge]");
  const form = challenge.form;
  const work = form.elements.namedItem("work");
  const bits = Number(challenge.value.split(":")[0].split(".").pop());

  form.addEventListener("submit", (event) => {
    if (work.value || (event.submitter && event.submitter.name)) {
      return;
    }
    event.preventDefault();
    says.textContent = says.dataset.working;
    for (const button of form.querySelectorAll("button")) {
      button.disabled = true;
    }
    const worker = new Worker(script.dataset.worker);
    worker.addEventListener("message", (message) => {
      worker.terminate();
      work.value = message.data;
      says.textContent = says.dataset.done;
      form.submit();
    });
    worker.postMessage({ challenge: challenge.value, bits });
  });
})();
