/* Watching a search: it is kept on this device, with the number of the latest change that was seen;
   how much came in since is asked of the archive, all searches in one request. Without this file
   "Watch this search" is a link to the feed. */

const STORE = "abhilekh.watched";
const MOST = 20; // as many as one request counts
const MAX_CHARS = 2000; // of one search, in the same way

const isSaved = (one) =>
  typeof one?.search === "string" && typeof one.name === "string" && Number.isSafeInteger(one.seen) && one.seen >= 0;

/** The saved searches, latest first; none where storage is not allowed. */
function saved() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isSaved).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Whether the browser let them be kept. */
function keep(searches) {
  try {
    if (searches.length) localStorage.setItem(STORE, JSON.stringify(searches));
    else localStorage.removeItem(STORE);
    return true;
  } catch {
    return false;
  }
}

function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

class Saved {
  constructor(section) {
    this.section = section;
    this.texts = JSON.parse(section.dataset.texts);
    this.number = new Intl.NumberFormat(section.dataset.locale);
    this.list = section.querySelector("ul");
    this.status = element("p", { class: "hide", role: "status" });
    section.after(this.status); // outside, since the section may be hidden when something is said
    this.clear = element("button", { type: "button", class: "clear" }, this.texts.clear);
    this.clear.addEventListener("click", () => this.clearAll());
    this.clear.addEventListener("blur", () => this.ask(false));
    const note = section.querySelector(".note");
    const foot = element("div", { class: "foot" });
    note.replaceWith(foot);
    foot.append(note, this.clear);
    this.counts = new Map();
  }

  text(name, value) {
    return this.texts[name].replace("%s", value);
  }

  say(text) {
    this.status.textContent = text;
  }

  show() {
    const all = saved();
    if (all.length && !this.styled) {
      this.styled = true;
      document.head.append(element("link", { rel: "stylesheet", href: this.section.dataset.look }));
    }
    this.section.hidden = !all.length;
    this.list.replaceChildren(...all.map((one) => this.row(one)));
  }

  row(one) {
    const name = one.name || this.texts.everything;
    const address = `${this.section.dataset.search}?${one.search}`;
    const row = element("li", {}, element("a", { class: "kept", href: address, dir: "auto" }, name));
    const count = this.counts.get(one.search) ?? 0;
    if (count) {
      const text = this.text(count === 1 ? "new1" : "new", this.number.format(count));
      const href = `${address}&order=arrived&arrived_since=${one.seen}`;
      row.append(element("a", { class: "new", href, "aria-label": `${text}: ${name}` }, text));
    }
    const label = this.text("remove", name);
    const remove = element("button", { type: "button", "aria-label": label, title: label }, "×");
    remove.addEventListener("click", () => this.remove(one, name));
    row.append(remove);
    return row;
  }

  remove(one, name) {
    const all = saved();
    const at = all.findIndex(({ search }) => search === one.search);
    keep(all.filter(({ search }) => search !== one.search));
    this.say(this.text("removed", name));
    this.changed();
    // The focus goes to what stands in its place, or to what is left of the page.
    const rest = this.list.querySelectorAll("button");
    (rest[Math.min(at, rest.length - 1)] ?? document.getElementById("main")).focus();
  }

  ask(sure) {
    this.sure = sure;
    this.clear.textContent = sure ? this.texts.clearSure : this.texts.clear;
  }

  clearAll() {
    if (!this.sure) return this.ask(true);
    this.ask(false);
    keep([]);
    this.say(this.texts.cleared);
    this.changed();
    document.getElementById("main").focus();
  }

  changed() {
    this.show();
    this.onchange?.();
  }

  /** Ask how much is new, once for all; without an answer the searches stand there without. */
  async count() {
    const asked = saved();
    if (!asked.length) return;
    const args = new URLSearchParams(asked.map(({ search, seen }) => ["search", `${search}&arrived_since=${seen}`]));
    try {
      const answer = await fetch(`${this.section.dataset.count}?${args}`);
      if (!answer.ok) return;
      const { arrived, searches } = await answer.json();
      const totals = new Map(searches.map(({ search, total }) => [search, total]));
      for (const { search, seen } of asked) this.counts.set(search, totals.get(`${search}&arrived_since=${seen}`) ?? 0);
      // An archive that was put back begins to count anew.
      const all = saved();
      if (all.some(({ seen }) => seen > arrived)) keep(all.map((one) => ({ ...one, seen: Math.min(one.seen, arrived) })));
      this.show();
    } catch {}
  }
}

/** The button beside the results, in the place of the link to the feed. */
function addButton(link, list) {
  const { search, name, arrived } = link.dataset;
  const seen = Number(arrived);
  const button = element("button", { type: "button", class: "watch", title: link.title });
  const isKept = () => saved().some((one) => one.search === search);
  const show = () => {
    const kept = isKept();
    button.textContent = kept ? `✓ ${list.texts.watched}` : watch;
    button.setAttribute("aria-pressed", kept);
  };
  const watch = link.textContent;
  button.addEventListener("click", () => {
    const others = saved().filter((one) => one.search !== search);
    if (isKept()) {
      keep(others);
      list.say(list.text("removed", name || list.texts.everything));
    } else if (others.length >= MOST) {
      list.say(list.text("full", list.number.format(MOST)));
      list.section.scrollIntoView();
    } else if (keep([{ search, name, seen }, ...others])) list.say(list.texts.kept);
    else list.say(list.texts.blocked);
    list.show();
    show();
  });
  if (search.length + 30 <= MAX_CHARS) {
    link.before(button);
    // Where the results can be taken as files, the feed is among them.
    if (document.getElementById("take")) link.remove();
    else link.textContent = link.title = list.texts.feed;
  }
  list.onchange = show;
  show();
  // Whoever sees the results has seen what is new.
  const all = saved();
  if (all.some((one) => one.search === search && one.seen < seen))
    keep(all.map((one) => (one.search === search ? { ...one, seen } : one)));
}

const section = document.getElementById("saved");
const list = new Saved(section);
const link = document.querySelector("a.watch");
if (link) addButton(link, list);
list.show();
list.count();
// What another tab or page saved or saw meanwhile.
addEventListener("storage", ({ key }) => key === STORE && list.changed());
addEventListener("pageshow", ({ persisted }) => persisted && (list.changed(), list.count()));
