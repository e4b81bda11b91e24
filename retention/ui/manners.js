export default function ({ data }) {
  document.documentElement.lang = data.language;
  if (data.forgets) sessionStorage.removeItem("retention.new_case"); // a case was made of it
  startAtTheTop(data.page);
  markThisPage(data.page); // links of a menu that opens later are marked then
  keepFocusOnHeads();
  makeNoPageOfTheCode();
}

/* Whoever has typed a room's code and presses Back would come to the empty form again, and what they were writing in the
   room would be gone: the address with the code takes the place of the one without. */
function makeNoPageOfTheCode() {
  if (history.keepsRoom) return;
  history.keepsRoom = true;
  const push = history.pushState;
  history.pushState = function (state, title, url) {
    const next = new URL(url ?? location.href, location.href);
    const isCode = !new URLSearchParams(location.search).has("room") && next.searchParams.has("room");
    const isHere = next.pathname === location.pathname;
    return (isCode && isHere ? history.replaceState : push).call(history, state, title, url);
  };
}

function startAtTheTop(page) {
  const main = document.querySelector('[data-testid="stMain"]');
  if (!main || main.dataset.page === page) return;
  if (main.dataset.page !== undefined) main.scrollTo(0, 0);
  main.dataset.page = page;
}

function markThisPage(page) {
  if (page === undefined) return;
  for (const link of document.querySelectorAll('[data-testid="stPageLink"] a')) {
    const isThis = new URL(link.href).pathname.split("/").pop() === page;
    if (isThis) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function keepFocusOnHeads() {
  const root = document.documentElement;
  if (root.dataset.keepsFocus) return;
  root.dataset.keepsFocus = "yes";
  window.addEventListener("resize", mendMarkupSoon);
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
    markThisPage(document.querySelector('[data-testid="stMain"]')?.dataset.page);
    mendMarkupSoon();
    if (!key || document.activeElement !== document.body) return;
    const head = document.querySelector(`.${CSS.escape(key)} summary`);
    if (head) head.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true });
}

/* What Streamlit's markup leaves out: a toast names itself after an element that it does not have, and a keyboard cannot
   scroll a table that is wider than the screen. */
let isMendingSoon = false;

function mendMarkupSoon() {
  if (isMendingSoon) return;
  isMendingSoon = true;
  requestAnimationFrame(() => {
    isMendingSoon = false;
    mendMarkup();
  });
}

function mendMarkup() {
  for (const toast of document.querySelectorAll('[data-testid="stToast"]:not([aria-label])')) {
    toast.removeAttribute("aria-labelledby");
    toast.setAttribute("aria-label", toast.querySelector('[data-testid="stToastText"]')?.innerText || "");
  }
  for (const table of document.querySelectorAll('[data-testid="stTable"] table')) {
    const box = table.parentElement;
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", table.getAttribute("aria-label") || "");
    } else if (box.hasAttribute("tabindex")) {
      for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    }
  }
}
