/* Keeps what was typed in this tab of the browser until a case is made of it, gives it back after a reload, and puts
   the focus where the next question begins. */
const KEPT = "retention.new_case";
let asked = null; // session that was given what is kept
let shown = null; // question on screen
let tries = 0;

export default function ({ data, setStateValue }) {
  keepOrGiveBack(data, setStateValue);
  tries = 30;
  nameAndFocus(data);
}

function keepOrGiveBack({ draft, restore, session }, setStateValue) {
  if (!restore) {
    if (draft) sessionStorage.setItem(KEPT, draft);
    else sessionStorage.removeItem(KEPT);
  } else if (asked !== session) {
    asked = session;
    const kept = sessionStorage.getItem(KEPT);
    if (kept) setStateValue("kept", kept);
  }
}

function nameAndFocus({ step }) {
  const question = document.querySelector(`.st-key-question_${step}`);
  const title = question?.querySelector("h2");
  if (!title) {
    if (tries-- > 0) setTimeout(() => nameAndFocus({ step }), 50);
    return;
  }
  title.id = `title_${step}`;
  question.setAttribute("role", "group");
  question.setAttribute("aria-labelledby", title.id);
  for (const button of document.querySelectorAll('[class*="st-key-start_to_"] button'))
    button.toggleAttribute("aria-current", false);
  document.querySelector(`.st-key-start_to_${step} button`)?.setAttribute("aria-current", "step");
  if (shown !== null && shown !== step) focusOn(question, title);
  shown = step;
}

function focusOn(question, title) {
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  const typing = matchMedia("(hover: hover) and (pointer: fine)").matches; // on a phone a keyboard would cover the question
  const field = typing && question.querySelector("input, textarea, button[data-variant]");
  if (!field) title.tabIndex = -1;
  (field || title).focus({ preventScroll: true });
}
