/* Clippings: a tick on each article keeps it in a list on this device, with a note on the list's page.
   Without this file the list is the page /list, whose address says which articles are in it. */

const STORE = "abhilekh.clippings";
const NOTE_CHARS = 2000;

const entrance = document.getElementById("clippings");
const texts = JSON.parse(entrance.dataset.texts);
const number = new Intl.NumberFormat(entrance.dataset.locale);
const page = document.querySelector("[data-list]");
const status = document.createElement("p");
status.className = "told";
status.setAttribute("role", "status");
document.body.append(status);

/** What is kept on this device: ids in their order, and notes by id. */
function kept() {
  try {
    const { ids, notes } = JSON.parse(localStorage.getItem(STORE) ?? "{}");
    return {
      ids: Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [],
      notes: notes && typeof notes === "object" ? notes : {},
    };
  } catch {
    return { ids: [], notes: {} };
  }
}

function tell(text) {
  status.textContent = text;
  setTimeout(() => { if (status.textContent === text) status.textContent = ""; }, 8000);
}

function store(list) {
  try {
    if (list.ids.length || Object.keys(list.notes).length) localStorage.setItem(STORE, JSON.stringify(list));
    else localStorage.removeItem(STORE);
  } catch {
    tell(texts.refused);
    return false;
  }
  show();
  return true;
}

function address(ids) {
  const query = new URLSearchParams(ids.map((id) => ["id", id]));
  return ids.length ? `${base}?${query}` : base;
}

/** Whether there is room for these ids: as many as one address can name. */
function fits(ids) {
  const room = ids.length <= Number(entrance.dataset.most) && address(ids).length <= Number(entrance.dataset.longest);
  if (!room) tell(texts.full.replace("%s", number.format(ids.length - 1)));
  return room;
}

function keep(id) {
  const list = kept();
  if (list.ids.includes(id)) return true;
  return fits([...list.ids, id]) && store({ ...list, ids: [...list.ids, id] });
}

function drop(id) {
  const list = kept();
  const notes = Object.fromEntries(Object.entries(list.notes).filter(([noted]) => noted !== id));
  return store({ ids: list.ids.filter((one) => one !== id), notes });
}

function button(text, act) {
  const node = document.createElement("button");
  node.type = "button";
  node.textContent = text;
  node.addEventListener("click", act);
  return node;
}

const base = entrance.pathname;
const ticks = [];
let counter = null;

function addTick(row) {
  const label = document.createElement("label");
  label.className = "keep";
  const box = document.createElement("input");
  box.type = "checkbox";
  const name = document.createElement("span");
  name.className = "hide";
  name.textContent = row.querySelector("h1, h2 a, :scope > a")?.textContent.trim() ?? "";
  label.append(box, texts.keep, name);
  box.addEventListener("change", () => {
    if (!(box.checked ? keep : drop)(row.dataset.id)) box.checked = !box.checked;
  });
  row.prepend(label);
  ticks.push([box, row.dataset.id]);
}

/** The ticks and the link in the masthead, as what is kept stands now. */
function show() {
  const { ids } = kept();
  for (const [box, id] of ticks) box.checked = ids.includes(id);
  entrance.href = address(ids);
  if (ids.length && !counter) {
    counter = document.createElement("a");
    counter.className = "kept";
    document.querySelector(".masthead nav .language")?.before(counter);
  }
  if (!ids.length) {
    counter?.remove();
    counter = null;
    return;
  }
  counter.href = entrance.href;
  counter.textContent = texts.kept.replace("%s", number.format(ids.length));
  if (page) counter.setAttribute("aria-current", "page");
}

function addNote(row) {
  const id = row.dataset.id;
  const area = document.createElement("textarea");
  area.maxLength = NOTE_CHARS;
  area.value = kept().notes[id] ?? "";
  area.placeholder = texts.note;
  area.setAttribute("aria-label", `${texts.note}: ${row.querySelector("h2").textContent.trim()}`);
  // Paper shows all of a note, of a text box only what is in sight.
  const paper = document.createElement("p");
  paper.className = "noted";
  paper.textContent = area.value;
  area.addEventListener("input", () => {
    const list = kept();
    const text = area.value.trim();
    delete list.notes[id];
    if (text) list.notes[id] = text;
    paper.textContent = text;
    store(list);
  });
  row.querySelector("button").before(area, paper);
}

async function copyAddress(event) {
  const link = document.getElementById("here");
  try {
    await navigator.clipboard.writeText(link.href);
    tell(texts.copied);
  } catch {
    // Over plain http, or where it is not allowed: select it for the reader to copy.
    getSelection().selectAllChildren(link);
    tell(texts.marked);
  }
  event.target.focus();
}

function addToList(rows) {
  const here = new URLSearchParams(location.search).getAll("id");
  const mine = kept().ids;
  const own = here.length === mine.length && here.every((id) => mine.includes(id));
  const tools = page.querySelector(".tools");
  tools?.append(button(texts.print, () => print()));
  document.getElementById("here")?.after(" ", button(texts.copy, copyAddress));
  if (own) {
    for (const row of rows) {
      addNote(row);
      row.querySelector("button").addEventListener("click", () => drop(row.dataset.id));
    }
    tools?.append(button(texts.clear, () => {
      if (confirm(texts.sure) && store({ ids: [], notes: {} })) location.assign(base);
    }));
    // What is added by its address comes back in the address of the next page.
    page.querySelector(".add").addEventListener("submit", () => sessionStorage.setItem(STORE, "own"));
    return;
  }
  rows.forEach(addTick);
  tools?.append(button(texts.keepAll, () => {
    const list = kept();
    const ids = [...new Set([...list.ids, ...rows.map((row) => row.dataset.id)])];
    if (fits(ids) && store({ ...list, ids })) location.assign(address(ids));
  }));
}

/** The style of what this file adds, without which that would move what is there. */
function styled() {
  if (page) return Promise.resolve();
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = entrance.dataset.look;
  return new Promise((done) => {
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}

await styled();
if (page) {
  const rows = [...page.querySelectorAll("[data-id]")];
  const { ids } = kept();
  const here = new URLSearchParams(location.search).getAll("id");
  if (!here.length && ids.length) location.replace(address(ids));
  try {
    if (sessionStorage.getItem(STORE) === "own") rows.forEach((row) => keep(row.dataset.id));
    sessionStorage.removeItem(STORE);
  } catch { /* it stays another list */ }
  addToList(rows);
} else {
  document.querySelectorAll("[data-id]").forEach(addTick);
}
show();
addEventListener("storage", (event) => { if (event.key === STORE) show(); });
