/* Suggestions in the search box: an editable combobox with a list, as in the ARIA Authoring
   Practices. An empty box offers the recent searches, which never leave this device. Without this
   file the box is a plain form, and the site works as well. */

const DEBOUNCE_MS = 90; // time without a keystroke before the server is asked
const MAX_ANSWERS = 40; // answers cached while this page is open
const MAX_RECENT = 8; // searches kept on this device
const STORE = "abhilekh.searches";

/** The recent searches on this device, newest first; none where storage is not allowed. */
const recent = {
  all() {
    try {
      const kept = JSON.parse(localStorage.getItem(STORE) ?? "[]");
      return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, MAX_RECENT) : [];
    } catch {
      return [];
    }
  },
  keep(searches) {
    try {
      if (searches.length) localStorage.setItem(STORE, JSON.stringify(searches.slice(0, MAX_RECENT)));
      else localStorage.removeItem(STORE);
    } catch {} // without storage there are no recent searches
  },
  add(search) {
    if (search.trim()) this.keep([search, ...this.all().filter((one) => one !== search)]);
  },
  remove(search) {
    this.keep(this.all().filter((one) => one !== search));
  },
};

function set(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
}

function element(name, attributes, ...children) {
  const node = document.createElement(name);
  set(node, attributes);
  node.append(...children);
  return node;
}

class Box {
  constructor(form) {
    [this.form, this.input] = [form, form.elements.namedItem("q")];
    this.texts = JSON.parse(form.dataset.texts);
    this.number = new Intl.NumberFormat(form.dataset.locale);
    this.answers = new Map();
    [this.options, this.active] = [[], -1];
    this.requestId = 0; // an answer to an earlier request is stale
    this.build();
    this.listen();
  }

  build() {
    const { input, texts } = this;
    const id = `${input.id}-list`;
    this.list = element("ul", { id, role: "listbox" });
    this.all = element("button", { type: "button", class: "forget" }, texts.forgetAll);
    this.note = element("p", { class: "note" }, texts.recentNote);
    this.popup = element("div", { class: "suggest" }, this.list, this.note, this.all);
    this.popup.hidden = true;
    this.status = element("p", { class: "hide", role: "status" });
    input.type = "text"; // in a search field Escape would empty the box
    set(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" });
    set(input, { "aria-controls": id });
    // Right after the box, so that Tab goes from it to the button in the list.
    input.after(this.popup);
    this.form.append(this.status);
    document.head.append(element("link", { rel: "stylesheet", href: this.form.dataset.look }));
  }

  listen() {
    const { input } = this;
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("click", () => input.value || this.isOpen() || this.showRecent());
    // The box keeps the focus; otherwise a click would close the list before it takes effect.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.clicked(event));
    this.all.addEventListener("click", () => {
      recent.keep([]);
      this.close();
      this.status.textContent = this.texts.forgotten;
      input.focus();
    });
    this.all.addEventListener("keydown", ({ key }) => key === "Escape" && input.focus());
    this.form.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget !== this.all) this.close();
    });
    this.form.addEventListener("submit", () => {
      recent.add(input.value);
      this.close();
    });
    // Examples and other spellings that are offered are searches as those that were typed.
    document.addEventListener("click", ({ target }) => {
      const link = target.closest(".examples a, .alternatives a, .notice a");
      if (link?.pathname !== new URL(this.form.action).pathname) return;
      recent.add(new URLSearchParams(link.search).get("q") ?? "");
    });
    // A page restored from the back/forward cache starts with the list closed.
    addEventListener("pageshow", ({ persisted }) => persisted && this.close());
  }

  isOpen() {
    return !this.popup.hidden;
  }

  typed() {
    const text = this.input.value;
    this.cancel();
    this.activate(-1);
    if (!text.trim()) {
      this.close();
      this.showRecent();
    } else if (this.answers.has(text)) {
      this.showSuggestions(this.answers.get(text));
    } else {
      const requestId = this.requestId;
      this.timer = setTimeout(() => this.ask(text, requestId), DEBOUNCE_MS);
    }
  }

  async ask(text, requestId) {
    this.asking = new AbortController();
    const address = `${this.form.dataset.suggest}?${new URLSearchParams({ q: text })}`;
    let suggestions = []; // after a timeout, 429 or network error the box works without
    try {
      const answer = await fetch(address, { signal: this.asking.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      ({ suggestions } = await answer.json());
      if (this.answers.size >= MAX_ANSWERS) this.answers.clear();
      this.answers.set(text, suggestions);
    } catch {}
    if (requestId === this.requestId) this.showSuggestions(suggestions);
  }

  cancel() {
    this.requestId += 1;
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  close() {
    this.cancel();
    this.popup.hidden = true;
    set(this.input, { "aria-expanded": "false" });
    this.activate(-1);
  }

  showSuggestions(suggestions) {
    const { texts, number } = this;
    const counted = (articles) =>
      (articles === 1 ? texts.article : texts.articles).replace("%s", number.format(articles));
    this.show(
      suggestions.map(({ text, articles }) => [text, articles === null ? "" : counted(articles)]),
      texts.suggestions,
      false,
    );
    const found = suggestions.length;
    const label = [texts.none, texts.found1][found] ?? texts.found;
    this.status.textContent = label.replace("%s", number.format(found));
  }

  showRecent() {
    const searches = recent.all();
    if (!searches.length) return;
    this.show(searches.map((text) => [text, ""]), this.texts.recent, true);
    this.status.textContent = this.texts.recentFound.replace("%s", this.number.format(searches.length));
  }

  show(rows, name, removable) {
    this.removable = removable;
    this.options = rows.map(([text, more], index) => {
      const lang = /[\u0900-\u097f]/.test(text) ? "hi" : "en";
      const id = `${this.list.id}-${index}`;
      const label = element("span", { class: "label", lang }, text);
      const option = element("li", { id, role: "option", "aria-selected": "false" }, label);
      if (more) option.append(element("span", { class: "n" }, more));
      // For mouse and touch; the keyboard has Delete.
      if (removable) option.append(element("span", { class: "remove", "aria-hidden": "true" }, "×"));
      option.dataset.text = text;
      return option;
    });
    this.list.replaceChildren(...this.options);
    set(this.list, { "aria-label": name });
    this.note.hidden = this.all.hidden = !removable;
    this.popup.hidden = !rows.length;
    set(this.input, { "aria-expanded": String(rows.length > 0) });
    this.activate(-1);
  }

  activate(index) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const option = this.options[index];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    // While an input method composes, it handles the keys.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
    const { active, options } = this;
    const open = this.isOpen();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      // Beyond either end of the list the box itself is next.
      const stops = options.length + 1;
      if (open && !event.altKey) this.activate(((active + 1 + step + stops) % stops) - 1);
      else if (open) this.close();
      else this.typed();
      event.preventDefault();
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      this.choose(options[active].dataset.text);
    } else if (event.key === "Escape") {
      if (!open) this.input.value = "";
      this.close();
      event.preventDefault();
    } else if (event.key === "Delete" && open && active >= 0 && this.removable) {
      event.preventDefault();
      this.forget(options[active].dataset.text, active);
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) {
      this.activate(-1); // the browser moves the caret
    }
  }

  clicked(event) {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    const index = this.options.indexOf(option);
    if (event.target.closest(".remove")) this.forget(option.dataset.text, index);
    else this.choose(option.dataset.text);
  }

  choose(text) {
    this.input.value = text;
    this.close();
    this.form.requestSubmit();
  }

  forget(text, index) {
    recent.remove(text);
    this.close();
    this.showRecent();
    if (this.isOpen()) this.activate(Math.min(index, this.options.length - 1));
    else this.status.textContent = this.texts.forgotten;
  }
}

for (const form of document.querySelectorAll("form.search[data-suggest]")) new Box(form);

// "/" leads to the box, as in most search engines, and "?" opens the card of keys; not while something is typed.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const input = document.getElementById("q");
  if (event.key === "?" && input) import(input.form.dataset.keys).then((keys) => keys.showKeys());
  if (event.key !== "/" || !input) return;
  event.preventDefault();
  input.focus();
  input.select();
});
