/* The results page: keys from result to result, a brush over the chart, a box that finds a value in a
   long facet, searches that are compared, a button that shares. Without this file the page has all of
   its links and forms. */

const typing = (event) => event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

/** j and n lead to the next result, k and p to the one before, Enter opens it. */
function addKeys(list) {
  const links = [...list.querySelectorAll("h2 > a, .line")];
  document.addEventListener("keydown", (event) => {
    if (typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 1, n: 1, k: -1, p: -1 }[event.key];
    if (!step) return;
    const here = links.findIndex((link) => link.closest("li").contains(document.activeElement));
    const link = links[here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step];
    link?.focus();
    link?.scrollIntoView({ block: "center" });
  });
}

/** Dragging over several bars leads to the articles from the first one's days to the last one's. */
function addBrush(chart) {
  const bars = [...chart.querySelectorAll("a[data-first]")];
  if (bars.length < 2) return;
  const shade = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  shade.setAttribute("class", "brush");
  shade.setAttribute("height", chart.getAttribute("height"));
  let [from, to] = [null, null];
  const under = (event) => {
    const left = chart.getBoundingClientRect().left;
    const x = Math.min(Math.max(event.clientX - left, 0), chart.clientWidth || chart.getBoundingClientRect().width);
    return { x, bar: bars.find((bar) => {
      const box = bar.querySelector(".hit").getBoundingClientRect();
      return event.clientX >= box.left && event.clientX < box.right;
    }) };
  };
  chart.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && event.pointerType !== "touch") from = under(event);
  });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    to = under(event);
    if (Math.abs(to.x - from.x) < 8) return;
    chart.append(shade);
    shade.setAttribute("x", Math.min(from.x, to.x));
    shade.setAttribute("width", Math.abs(to.x - from.x));
  });
  addEventListener("pointerup", () => {
    const dragged = from && to && Math.abs(to.x - from.x) >= 8 && [from, to];
    shade.remove();
    [from, to] = [null, null];
    if (!dragged) return;
    const [low, high] = dragged.map(({ x }) => x).sort((a, b) => a - b);
    const left = chart.getBoundingClientRect().left;
    const chosen = bars.filter((bar) => {
      const box = bar.querySelector(".hit").getBoundingClientRect();
      return box.right - left > low && box.left - left < high;
    });
    if (!chosen.length) return;
    const address = new URL(location.href);
    for (const name of ["page", "period", "undated"]) address.searchParams.delete(name);
    address.searchParams.set("since", chosen[0].dataset.first);
    address.searchParams.set("until", chosen.at(-1).dataset.last);
    chart.addEventListener("click", (event) => event.preventDefault(), { capture: true, once: true });
    location.assign(address);
  });
  // A link that is dragged would be taken along as text.
  chart.addEventListener("dragstart", (event) => event.preventDefault());
}

/** A box above a long facet that hides the values without what is typed. */
function addFind(section) {
  const input = document.createElement("input");
  input.className = "find";
  input.type = "search";
  input.placeholder = section.dataset.filter;
  input.setAttribute("aria-label", section.dataset.filter);
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLocaleLowerCase();
    section.querySelector("details")?.toggleAttribute("open", Boolean(wanted));
    for (const item of section.querySelectorAll("li")) {
      item.hidden = !item.querySelector("[lang]").textContent.toLocaleLowerCase().includes(wanted);
    }
  });
  section.querySelector("h2").after(input);
}

const MAX_COMPARED = 5;

/** "+ compare" names what was compared last in this tab, and adds this search to it. */
function addCompared(link) {
  let before;
  try {
    before = JSON.parse(sessionStorage.getItem("abhilekh.compared") ?? "[]");
  } catch {
    return;
  }
  const address = new URL(link.href);
  const own = address.searchParams.get("q");
  const others = before.filter((query) => query !== own);
  if (!others.length || others.length >= MAX_COMPARED) return;
  address.searchParams.delete("q");
  for (const query of [...others, own]) address.searchParams.append("q", query);
  address.hash = "";
  link.href = address;
  link.append(`: ${others.join(", ")}`);
}

/** Shares the page in whatever way the reader has; where the browser offers none, copies its address. */
function addShare(button) {
  const share = button.textContent;
  const { copied } = JSON.parse(document.getElementById("clippings").dataset.texts);
  const status = document.createElement("p");
  status.className = "hide";
  status.setAttribute("role", "status");
  button.closest("nav").after(status);
  button.addEventListener("click", async () => {
    const url = location.href.split("#")[0];
    if (navigator.share) return navigator.share({ title: document.title, url }).catch(() => {});
    try {
      await navigator.clipboard.writeText(url);
    } catch {
      return prompt(share, url);
    }
    status.textContent = button.textContent = copied;
    setTimeout(() => {
      button.textContent = share;
      status.textContent = "";
    }, 2000);
  });
}

const results = document.getElementById("results");
if (results) addKeys(results);
document.querySelectorAll("svg.bars").forEach(addBrush);
document.querySelectorAll(".facets [data-filter]").forEach(addFind);
document.querySelectorAll(".tools .compare").forEach(addCompared);
document.querySelectorAll(".tools .send").forEach(addShare);
