// Sends a form that comes too often only after the browser worked for it: see requests_app/views/work.py.
// It stands above the form and is not deferred: a button that is pressed as soon as it is there is heard all the same.
"use strict";

(() => {
  const { worker: address } = document.currentScript.dataset;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const challenge = form.elements.namedItem("challenge");
    const work = form.elements.namedItem("work");
    if (!challenge || work.value || (event.submitter && event.submitter.name)) {
      return;
    }
    event.preventDefault();
    const says = document.querySelector(".work-says");
    const mayPress = (may) => {
      for (const button of form.querySelectorAll("button")) {
        button.disabled = !may;
      }
    };
    says.textContent = says.dataset.working;
    mayPress(false);
    const worker = new Worker(address);
    worker.addEventListener("message", (message) => {
      worker.terminate();
      work.value = message.data;
      says.textContent = says.dataset.done;
      form.submit();
    });
    worker.addEventListener("error", () => {
      worker.terminate();
      says.textContent = says.dataset.failed;
      mayPress(true);
    });
    worker.postMessage({ challenge: challenge.value, bits: Number(challenge.value.split(":")[0].split(".").pop()) });
  });
})();
