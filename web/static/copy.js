/* A button behind each piece of HTML or address that is there to be copied. Without this file they are
   selected by hand. */

for (const text of document.querySelectorAll("[data-copy] :is(pre, p > code)")) {
  const { copy, copied, marked } = text.closest("[data-copy]").dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = copy;
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      status.textContent = copied;
    } catch {
      // Over plain http, or where it is not allowed: select it for the reader to copy.
      getSelection().selectAllChildren(text);
      status.textContent = marked;
    }
  });
  text.after(" ", button, " ", status);
}
