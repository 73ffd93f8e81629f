/* From one marked word to the next, by button or by the keys n and p, and citations copied at a
   click. Without this file the places are plain links and the citations text to select. */

const KEYS = "abhilekh.keys";

function button(text, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  if (label) made.setAttribute("aria-label", label);
  return made;
}

/** What stays chosen on this device; nothing where nothing may be kept. */
function kept(value) {
  try {
    if (value !== undefined) localStorage.setItem(KEYS, value);
    return localStorage.getItem(KEYS);
  } catch {
    return null;
  }
}

function lead(nav) {
  const marks = [...document.querySelectorAll("mark[id]")];
  const number = new Intl.NumberFormat(nav.dataset.locale);
  const counter = nav.querySelector("span");
  const [previous, next] = [button("‹", nav.dataset.previous), button("›", nav.dataset.next)];
  // One key alone must be possible to switch off (WCAG 2.1.4): who speaks to the machine says "n".
  const switched = document.createElement("input");
  switched.type = "checkbox";
  switched.checked = kept() !== "off";
  const label = document.createElement("label");
  label.append(switched, ` ${nav.dataset.keys}`);
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
    // The reader's place goes there too: Tab, and a screen reader, go on from the word.
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
    counter.textContent = nav.dataset.place.replace("%s", number.format(here + 1));
  }

  previous.addEventListener("click", () => go(-1));
  next.addEventListener("click", () => go(1));
  switched.addEventListener("change", () => kept(switched.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    const other = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (!switched.checked || typing || other) return;
    if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
  });
  const start = marks.findIndex((mark) => `#${mark.id}` === location.hash);
  if (start > 0) here = start - 1;
  if (start >= 0) go(1);
}

function offer(cite) {
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
        // Not over plain http, or not allowed: the text is selected, and the reader copies it.
        getSelection().selectAllChildren(text);
        status.textContent = cite.dataset.marked;
      }
    });
    text.after(copy);
  }
  cite.append(status);
}

const nav = document.querySelector("nav.jumps");
if (nav) lead(nav);
document.querySelectorAll("details.cite").forEach(offer);
