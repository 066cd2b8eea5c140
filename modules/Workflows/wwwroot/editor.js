// Improves the editor of workflow types, which works without it: values are put into texts by a button, and the picture is walked,
// connected and undone by keyboard or pointer. Whatever it does, it sends a form that the page already has.
(function () {
  "use strict";

  // ---- values into texts ----

  const list = document.querySelector("[data-cl-values-list]");
  if (list) {
    const fields = [...document.querySelectorAll("[data-cl-takes]")];
    const said = document.querySelector("[data-cl-inserted]");
    let field = fields[0];
    for (const one of fields) one.addEventListener("focus", () => { field = one; });
    for (const button of list.querySelectorAll("[data-cl-insert]")) {
      button.hidden = !field;
      button.addEventListener("click", () => {
        field.setRangeText(button.dataset.clInsert, field.selectionStart, field.selectionEnd, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.focus();
        const label = document.querySelector("label[for='" + CSS.escape(field.id) + "']");
        if (said) said.textContent = said.dataset.clInserted.replace("{0}", label ? label.textContent.trim() : "");
      });
    }
  }

  // ---- the picture ----

  const section = document.querySelector("[data-cl-diagram]");
  const svg = section && section.querySelector("svg.cl-diagram");
  const form = section && section.querySelector("[data-cl-connect]");
  if (!svg || !form) return;
  const nodes = [...svg.querySelectorAll("a.cl-node")].map((link) => {
    const box = link.querySelector(".box").getBBox();
    return { link, id: link.dataset.step, outcomes: JSON.parse(link.dataset.outcomes), box, x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });
  if (nodes.length === 0) return;
  const byId = (id) => nodes.find((n) => n.id === id);
  const help = section.querySelector("[data-cl-help]");
  const said = section.querySelector("[data-cl-said]");
  const [step, outcome, target] = ["Connect.Step", "Connect.Outcome", "Connect.Target"].map((name) => form.elements[name]);
  const heading = form.querySelector("h3");
  let here = byId(section.dataset.at) || nodes[0];
  if (help) help.hidden = false;

  // One step of the picture is in the order of the Tab key; arrow keys go to the others.
  function go(node, focus) {
    here = node;
    for (const one of nodes) one.link.setAttribute("tabindex", one === here ? "0" : "-1");
    if (focus) {
      here.link.focus();
      here.link.scrollIntoView({ block: "nearest" });
    }
  }

  // The nearest in a direction: along the ways first, across the picture otherwise.
  function nearest(from, among, dx, dy) {
    const measured = among
      .filter((n) => n !== from && (dx ? (n.x - from.x) * dx : (n.y - from.y) * dy) > 1)
      .map((n) => ({ n, far: dx ? Math.abs(n.x - from.x) + 3 * Math.abs(n.y - from.y) : Math.abs(n.y - from.y) + 3 * Math.abs(n.x - from.x) }));
    measured.sort((a, b) => a.far - b.far);
    return measured.length > 0 ? measured[0].n : null;
  }

  const after = (from) => from.outcomes.map((o) => byId(o.to)).filter(Boolean);
  const before = (to) => nodes.filter((n) => n.outcomes.some((o) => o.to === to.id));
  const ways = {
    ArrowDown: (from) => nearest(from, after(from), 0, 1) || nearest(from, nodes, 0, 1),
    ArrowUp: (from) => nearest(from, before(from), 0, -1) || nearest(from, nodes, 0, -1),
    ArrowRight: (from) => nearest(from, after(from), 1, 0) || nearest(from, nodes, 1, 0),
    ArrowLeft: (from) => nearest(from, before(from), -1, 0) || nearest(from, nodes, -1, 0),
    Home: () => nodes[0],
    End: () => nodes[nodes.length - 1],
  };

  svg.addEventListener("focusin", (event) => {
    const node = nodes.find((n) => n.link === event.target.closest("a.cl-node"));
    if (node) go(node, false);
  });
  svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ways[event.key]) {
      event.preventDefault();
      const next = ways[event.key](here);
      if (next) go(next, true);
      else if (said) said.textContent = said.dataset.none;
    } else if (event.key === "c" || event.key === "C") {
      event.preventDefault();
      ask(here, null);
    }
  });

  // ---- connecting ----

  function ask(from, to) {
    step.value = from.id;
    outcome.replaceChildren(...from.outcomes.map((o) => {
      const option = document.createElement("option");
      option.value = o.name;
      option.textContent = o.word;
      return option;
    }));
    const open = from.outcomes.find((o) => !o.to);
    if (open) outcome.value = open.name;
    heading.textContent = heading.dataset.text.replace("{0}", from.link.dataset.title);
    for (const option of target.options) option.disabled = option.value === from.id && from.outcomes.length === 0;
    target.value = to ? to.id : current();
    form.hidden = false;
    // What is known needs not be asked.
    (to ? outcome : from.outcomes.length > 1 ? outcome : target).focus();
    form.scrollIntoView({ block: "nearest" });
  }

  function current() {
    const from = byId(step.value);
    const found = from && from.outcomes.find((o) => o.name === outcome.value);
    return (found && found.to) || "";
  }

  outcome.addEventListener("change", () => { target.value = current(); });
  const cancel = () => {
    form.hidden = true;
    here.link.focus();
  };
  form.querySelector("[data-cl-cancel]").addEventListener("click", cancel);
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") cancel(); });

  // A dot below each step that has outcomes: drawn from there to another step, a line connects them; pressed, it asks.
  const space = "http://www.w3.org/2000/svg";
  const make = (name, attributes) => {
    const element = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const line = make("path", { class: "cl-pull", "aria-hidden": "true" });
  svg.append(line);
  for (const node of nodes) {
    if (node.outcomes.length === 0) continue;
    const [x, y] = [node.box.x + node.box.width - 26, node.box.y + node.box.height];
    const handle = make("g", { class: "cl-handle", "aria-hidden": "true" });
    handle.append(make("circle", { cx: x, cy: y, r: 16, class: "cl-handle__reach" }), make("circle", { cx: x, cy: y, r: 6 }));
    svg.append(handle);
    let from = null;
    const over = (event) => {
      const found = document.elementFromPoint(event.clientX, event.clientY);
      const link = found && found.closest("a.cl-node");
      return link ? nodes.find((n) => n.link === link) : null;
    };
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      from = { x: event.clientX, y: event.clientY };
      handle.setPointerCapture(event.pointerId);
      go(node, false);
    });
    handle.addEventListener("pointermove", (event) => {
      if (!from) return;
      const to = point(event);
      line.setAttribute("d", "M" + x + " " + y + "L" + to.x + " " + to.y);
      const reached = over(event);
      for (const one of nodes) one.link.classList.toggle("cl-node--reached", one === reached && one !== node);
    });
    const end = (event) => {
      if (!from) return;
      const moved = Math.hypot(event.clientX - from.x, event.clientY - from.y) > 6;
      from = null;
      line.removeAttribute("d");
      for (const one of nodes) one.link.classList.remove("cl-node--reached");
      if (event.type === "pointercancel") return;
      if (!moved) {
        ask(node, null);
        return;
      }

      const to = over(event);
      if (!to || to === node) return;
      ask(node, to);
      // With one outcome there is nothing left to ask.
      if (node.outcomes.length === 1) form.requestSubmit();
    };
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
  }

  // ---- undo ----

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    const key = event.key.toLowerCase();
    const asked = key === "z" && !event.shiftKey ? "undo" : key === "y" || (key === "z" && event.shiftKey) ? "redo" : null;
    const undo = asked && document.getElementById(asked);
    if (!undo) return;
    event.preventDefault();
    undo.requestSubmit();
  });

  go(here, section.dataset.focus === "yes");
})();
