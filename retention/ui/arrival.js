/* Brings what was chosen into view and puts the focus on its heading, once it is on the page. */
const arrived = new Map();
let tries = 0;

export default function ({ data }) {
  const before = arrived.get(data.place);
  arrived.set(data.place, data.target);
  if (!data.target || before === data.target) return;
  tries = 40;
  // a page that has just been opened is first scrolled to its top, and its focus is the visitor's
  setTimeout(() => go(data.target, before !== undefined), before === undefined ? 600 : 0);
}

function go(target, focuses) {
  const heading = document.querySelector(`.st-key-${CSS.escape(target)} :is(h1, h2, h3)`);
  if (heading) {
    const { top, bottom } = heading.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight * 0.7) heading.scrollIntoView({ block: "start" });
    if (!focuses) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  } else if (tries-- > 0) setTimeout(() => go(target, focuses), 50);
}
