// Improves what already works without it: nothing here decides anything.
(function () {
  "use strict";

  // The error summary is read first, and its links lead to the field together with its label.
  const summary = document.querySelector(".govuk-error-summary");
  if (summary) {
    summary.focus();
    summary.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!field) return;
      event.preventDefault();
      const group = field.closest("fieldset");
      const caption = (group && group.querySelector("legend")) || document.querySelector("label[for='" + CSS.escape(field.id) + "']");
      (caption || field).scrollIntoView();
      field.focus({ preventScroll: true });
    });
  }

  // Words left in a limited text: at once for the eye, after a pause for the ear.
  for (const box of document.querySelectorAll("[data-cl-count]")) {
    const field = box.querySelector("textarea");
    const shown = box.querySelector(".govuk-character-count__message");
    if (!field || !shown) continue;
    const most = Number(box.dataset.words);
    const spoken = document.createElement("div");
    spoken.className = "govuk-visually-hidden";
    spoken.setAttribute("aria-live", "polite");
    shown.after(spoken);
    let pause;
    const count = () => {
      const left = most - (field.value.match(/\S+/g) || []).length;
      const text = left === 0 ? box.dataset.full
        : left === 1 ? box.dataset.leftOne
        : left === -1 ? box.dataset.overOne
        : (left > 0 ? box.dataset.left : box.dataset.over).replace("{0}", Math.abs(left).toLocaleString("en-GB"));
      shown.textContent = text;
      shown.classList.toggle("govuk-error-message", left < 0);
      shown.classList.toggle("govuk-hint", left >= 0);
      field.classList.toggle("govuk-textarea--error", left < 0);
      clearTimeout(pause);
      pause = setTimeout(() => { if (document.activeElement === field) spoken.textContent = text; }, 1000);
    };
    field.addEventListener("input", count);
    count();
  }

  // Text that was typed and not sent: say so, and ask before leaving.
  const notice = document.body.dataset.unsaved;
  for (const form of document.querySelectorAll("main form")) {
    if (form.method !== "post" || !form.querySelector("textarea")) continue;
    const leaving = (event) => event.preventDefault();
    form.addEventListener("input", () => {
      if (form.dataset.changed) return;
      form.dataset.changed = "yes";
      window.addEventListener("beforeunload", leaving);
      const buttons = form.querySelector(".govuk-button-group") || form.querySelector("button[type=submit], button:not([type])");
      if (!notice || !buttons) return;
      const line = document.createElement("p");
      line.className = "cl-unsaved";
      line.setAttribute("role", "status");
      buttons.before(line);
      line.textContent = notice;
    });
    form.addEventListener("submit", () => window.removeEventListener("beforeunload", leaving));
  }

  // Which files were chosen, one a line.
  for (const field of document.querySelectorAll("input[type=file][multiple]")) {
    field.addEventListener("change", () => {
      const group = field.parentElement;
      const before = group.querySelector(".cl-filelist");
      if (before) before.remove();
      if (field.files.length < 2) return;
      const list = document.createElement("ul");
      list.className = "cl-filelist";
      for (const file of field.files) {
        const line = document.createElement("li");
        line.textContent = file.name;
        list.append(line);
      }
      group.append(list);
    });
  }

  // Printing is the browser's; a button only calls it.
  for (const button of document.querySelectorAll("[data-cl-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
