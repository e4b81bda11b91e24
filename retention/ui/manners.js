export default function ({ data }) {
  document.documentElement.lang = data.language;
  startAtTheTop(data.page);
  keepFocusOnHeads();
}

function startAtTheTop(page) {
  const main = document.querySelector('[data-testid="stMain"]');
  if (!main || main.dataset.page === page) return;
  if (main.dataset.page !== undefined) main.scrollTo(0, 0);
  main.dataset.page = page;
}

function keepFocusOnHeads() {
  const root = document.documentElement;
  if (root.dataset.keepsFocus) return;
  root.dataset.keepsFocus = "yes";
  let key = null; // class of the section whose head has the focus
  const keyOf = (element) =>
    element && [...element.classList].find((name) => name.startsWith("st-key-"));
  document.addEventListener("focusin", ({ target }) => {
    key = target.matches("summary") ? keyOf(target.closest('[class*="st-key-"]')) : null;
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!target.closest("summary")) key = null;
  });
  new MutationObserver(() => {
    if (!key || document.activeElement !== document.body) return;
    const head = document.querySelector(`.${CSS.escape(key)} summary`);
    if (head) head.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true });
}
