/* The article page: buttons and the keys n and p go from one marked word to the next, the arrow keys
   to the neighbouring results; a button copies a citation, the link, or what is selected as a
   quotation, one shares the page, one reads it aloud. Without this file the marks are plain links,
   the citations plain text, and the page is shared by a link. */

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

/** Whether a key is meant for something else than the page. */
const busy = (event) =>
  event.target.closest("input:not([type=checkbox]), textarea, select, pre, [contenteditable]")
  || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing;

function addNeighbourKeys(links) {
  document.addEventListener("keydown", (event) => {
    const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    const link = rel && !busy(event) && links.querySelector(`a[rel=${rel}]`);
    // Text that is wider than the window is scrolled by these keys.
    if (link && document.documentElement.scrollWidth <= innerWidth) link.click();
  });
}

/** Copies, and tells so in a button for a moment; false where it is not allowed. */
async function copied(text, told, word) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return false;
  }
  const before = told.textContent;
  told.textContent = word;
  setTimeout(() => { told.textContent = before; }, 2000);
  return true;
}

function addShare(section) {
  const { share, copy, copied: done, title, here } = section.dataset;
  const ways = section.querySelector(".ways");
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  if (navigator.share) {
    const node = button(share);
    node.addEventListener("click", () => navigator.share({ title, url: here }).catch(() => {}));
    // The system's own list has all of the reader's ways.
    ways.querySelector(".whatsapp").replaceWith(node);
  }
  const link = button(copy);
  link.addEventListener("click", async () => {
    if (!await copied(here, status, done)) prompt(copy, here);
  });
  ways.append(link, status);
}

/** The part of an address that leads to these words (a text fragment), by both ends of a long text. */
function fragment(text) {
  const words = text.trim().split(/\s+/);
  const part = (some) => encodeURIComponent(some.join(" ")).replace(/-/g, "%2D");
  if (words.length <= 8) return `#:~:text=${part(words)}`;
  return `#:~:text=${part(words.slice(0, 4))},${part(words.slice(-4))}`;
}

function addQuote(text) {
  const node = button(text.dataset.quote);
  node.className = "quote";
  node.hidden = true;
  text.after(node);
  let quoted = "";
  const place = () => {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const words = range && text.contains(range.commonAncestorContainer) ? selection.toString().trim() : "";
    // While its button is pressed, or has the focus, what was selected stays quoted.
    if (!words && document.activeElement === node) return;
    node.hidden = !words;
    if (!words) return;
    quoted = words;
    const box = [...range.getClientRects()].at(-1) ?? range.getBoundingClientRect();
    node.style.top = `${box.bottom + scrollY + 8}px`;
    node.style.left = `${Math.max(8, Math.min(box.left + scrollX, innerWidth - node.offsetWidth - 16))}px`;
  };
  document.addEventListener("selectionchange", place);
  node.addEventListener("mousedown", (event) => event.preventDefault());
  node.addEventListener("click", async () => {
    const { cited, here, copied: done } = text.dataset;
    const link = here + fragment(quoted);
    const page = here.split("?")[0];
    const line = cited.endsWith(page) ? cited.slice(0, -page.length).replace(/, $/, "") : cited;
    const whole = `“${quoted}”\n— ${line}\n${link}`;
    if (!await copied(whole, node, done)) prompt(text.dataset.quote, whole);
  });
}

/** A button that reads the article aloud, where the browser has a voice for Hindi. */
function addVoice(tools, parts) {
  const speech = window.speechSynthesis;
  if (!speech) return;
  let node = null;
  let reading = 0;
  const stop = () => {
    reading += 1;
    speech.cancel();
    document.querySelector(".spoken")?.classList.remove("spoken");
    if (node) node.textContent = tools.dataset.read;
    node?.setAttribute("aria-pressed", "false");
  };
  function speak(voice) {
    stop();
    const own = reading;
    node.textContent = tools.dataset.stop;
    node.setAttribute("aria-pressed", "true");
    // Browsers fall silent in the middle of a long text: a sentence at a time.
    const sentences = parts.flatMap((part) =>
      (part.textContent.match(/[^।.?!]+[।.?!]*/g) ?? []).map((text) => [part, text.trim()])).filter(([, text]) => text);
    const next = (number) => {
      if (own !== reading) return;
      document.querySelector(".spoken")?.classList.remove("spoken");
      if (number >= sentences.length) return stop();
      const [part, text] = sentences[number];
      part.classList.add("spoken");
      const said = new SpeechSynthesisUtterance(text);
      said.voice = voice;
      said.lang = voice.lang;
      said.onend = () => next(number + 1);
      said.onerror = () => own === reading && stop();
      speech.speak(said);
    };
    next(0);
  }
  const look = () => {
    const voice = speech.getVoices().find(({ lang }) => /^hi\b/i.test(lang));
    if (!voice || node) return;
    node = button(tools.dataset.read);
    node.setAttribute("aria-pressed", "false");
    node.addEventListener("click", () => (node.textContent === tools.dataset.stop ? stop() : speak(voice)));
    tools.append(node);
  };
  look();
  speech.addEventListener?.("voiceschanged", look);
  addEventListener("pagehide", stop);
}

const nav = document.querySelector("nav.jumps");
if (nav) addJumps(nav);
document.querySelectorAll("details.cite").forEach(addCopyButtons);
const neighbours = document.querySelector(".neighbours");
if (neighbours) addNeighbourKeys(neighbours);
document.querySelectorAll(".share").forEach(addShare);
const words = document.querySelector(".text[data-quote]");
if (words) addQuote(words);
const tools = document.querySelector(".reader");
// In Latin letters a Hindi voice would read nonsense.
if (tools && words?.lang === "hi") addVoice(tools, [document.querySelector("h1"), ...words.children]);
