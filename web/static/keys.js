/* The card of keys, which "?" opens: the list of the help page in a dialog. Without this file the list
   stands there all the same. */

/** Open the card; where it cannot be had, go to the list. */
export async function showKeys() {
  const help = new URL("../help", import.meta.url);
  let list;
  try {
    const answer = await fetch(help);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list = page.getElementById("keys");
  } catch {} // the page itself says what is wrong
  if (!list) {
    help.hash = "keys";
    location.assign(help);
    return;
  }
  const dialog = document.createElement("dialog");
  const close = document.createElement("button");
  close.textContent = list.dataset.close;
  const form = document.createElement("form");
  form.method = "dialog";
  form.append(close);
  list.removeAttribute("id");
  const heading = list.querySelector("h2");
  heading.id = "keys-card";
  dialog.className = "keys";
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.append(...list.childNodes, form);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}
