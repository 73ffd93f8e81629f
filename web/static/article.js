/* The article page: buttons and the keys n and p go from one marked word to the next, and a button
   copies a citation. Without this file the marks are plain links and the citations plain text. */

const STORE = "abhilekh.keys";

function button(text, label) {
  const node = document.createElement("button");
  node.type = "button";
  node.textContent = text;
  if (label) node.setAttribute("aria-label", label);
  return node;
}

/** Whether the keys are on, as kept on this device; sets it if a value is given. */
function keysSetting(value) {
  try {
    if (value !== undefined) localStorage.setItem(STORE, value);
    return localStorage.getItem(STORE);
  } catch {
    return null;
  }
}

function addJumps(nav) {
  const marks = [...document.querySelectorAll("mark[id]")];
  const number = new Intl.NumberFormat(nav.dataset.locale);
  const counter = nav.querySelector("span");
  const [previous, next] = [button("‹", nav.dataset.previous), button("›", nav.dataset.next)];
  // Shortcuts of a single key must be possible to switch off (WCAG 2.1.4), for speech input.
  const checkbox = document.createElement("input");
  checkbox.type = "checkbox";
  checkbox.checked = keysSetting() !== "off";
  const label = document.createElement("label");
  label.append(checkbox, ` ${nav.dataset.keys}`);
  counter.setAttribute("role", "status");
  nav.querySelector("ol").replaceWith(previous, next, label);
  nav.prepend(counter);
  let here = -1;

  function go(step) {
    marks[here]?.removeAttribute("class");
    here = here < 0 && step < 0 ? marks.length - 1 : (here + step + marks.length) % marks.length;
    const mark = marks[here];
    mark.className = "here";
    mark.tabIndex = -1;
    // With the focus on the word, Tab and screen readers continue from there.
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
    counter.textContent = nav.dataset.place.replace("%s", number.format(here + 1));
  }

  previous.addEventListener("click", () => go(-1));
  next.addEventListener("click", () => go(1));
  checkbox.addEventListener("change", () => keysSetting(checkbox.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    const other = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (!checkbox.checked || typing || other) return;
    if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
  });
  const start = marks.findIndex((mark) => `#${mark.id}` === location.hash);
  if (start > 0) here = start - 1;
  if (start >= 0) go(1);
}

function addCopyButtons(cite) {
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  for (const text of cite.querySelectorAll("pre")) {
    const copy = button(cite.dataset.copy);
    copy.setAttribute("aria-describedby", text.getAttribute("aria-labelledby"));
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        status.textContent = cite.dataset.copied;
      } catch {
        // Over plain http, or where it is not allowed: select the text for the reader to copy.
        getSelection().selectAllChildren(text);
        status.textContent = cite.dataset.marked;
      }
    });
    text.after(copy);
  }
  cite.append(status);
}

const nav = document.querySelector("nav.jumps");
if (nav) addJumps(nav);
document.querySelectorAll("details.cite").forEach(addCopyButtons);
