/* Scrolls to the first field whose class begins with that of the input, or to the head of its section. */
let tries = 60;

export default function ({ data }) {
  tries = 60;
  go(data);
}

function go({ field, section }) {
  const box = document.querySelector(`.st-key-${CSS.escape(section)}`);
  const inputs = box ? [...box.querySelectorAll(`[class*="st-key-${CSS.escape(field)}"] :is(input, [role=slider])`)] : [];
  const target = inputs.find((input) => input.offsetParent) || (tries < 45 && box?.querySelector("summary"));
  if (target) {
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  } else if (tries-- > 0) setTimeout(() => go({ field, section }), 50);
}
