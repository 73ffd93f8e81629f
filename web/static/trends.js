/* A PNG of the chart, drawn in the browser from the SVG file; the values of a point that is pointed at or
   has the focus; and what is compared is kept while this tab is open, so that "+ compare" beside other results
   adds to it. Without this file the SVG is there, the values are its tooltips, and searches are typed. */

const svg = document.querySelector("a[data-png]");

async function picture() {
  const image = new Image();
  image.src = svg.href;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * image.width, 2 * image.height];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const link = document.createElement("a");
  [link.href, link.download] = [URL.createObjectURL(blob), "abhilekh-trends.png"];
  link.click();
}

if (svg) {
  const link = document.createElement("a");
  link.href = svg.href;
  link.textContent = svg.dataset.png;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    picture();
  });
  const item = document.createElement("li");
  item.append(link);
  svg.parentElement.after(item);
}

const chart = document.querySelector("svg.trend");
for (const kind of ["pointerover", "focusin"]) {
  chart?.addEventListener(kind, ({ target }) => {
    const name = target.closest("a")?.getAttribute("aria-label");
    if (name) document.querySelector(".point").textContent = name;
  });
}

try {
  const compared = new URLSearchParams(location.search).getAll("q").filter((query) => query.trim());
  sessionStorage.setItem("abhilekh.compared", JSON.stringify(compared));
} catch {} // where nothing may be kept, every comparison begins anew
