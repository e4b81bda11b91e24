/* A text area hands over what is typed in it only when it is left.  Where this is asked for it does so after a pause as
   well, so that a reload, a closed lid or an ended server takes no sentence along. */
const PAUSE_MS = 700;
let timer = null;

export default function ({ data }) {
  const root = document.documentElement;
  if (root.dataset.commitsTyped) return;
  root.dataset.commitsTyped = "yes";
  document.addEventListener("input", ({ target }) => {
    if (!target.matches(`${data.within} textarea`)) return;
    clearTimeout(timer);
    timer = setTimeout(() => commit(target), PAUSE_MS);
  });
}

function commit(area) {
  const keys = { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true, cancelable: true };
  area.dispatchEvent(new KeyboardEvent("keydown", keys)); // what a person presses to hand it over at once
}
