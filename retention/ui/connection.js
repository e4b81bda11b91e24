/* While the server is away what was typed stays on screen and a line says so; when it is back, the fields that were
   typed in last hand their value over once more, because a new session knows only what was kept. */
const APP = '[data-testid="stApp"]';
const FIELDS = "input:not([type=file]):not([type=checkbox]):not([type=radio]), textarea";
const typed = new Map(); // class of a field's container → what was typed last
let owed = new Map(); // of these, what may not have arrived
let words = "";
let isAway = false;

export default function ({ data }) {
  words = data.away;
  const root = document.documentElement;
  if (root.dataset.watchesConnection) return;
  root.dataset.watchesConnection = "yes";
  document.addEventListener("input", remember, true);
  const app = document.querySelector(APP);
  const attributes = ["data-test-connection-state", "data-test-script-state"];
  new MutationObserver(() => look(app)).observe(app, { attributeFilter: attributes });
}

function remember({ target, isTrusted }) {
  const key = isTrusted && target.matches(FIELDS) && keyOf(target);
  if (!key) return;
  typed.set(key, target.value);
  if (isAway) owed.set(key, target.value);
  else owed.delete(key); // what a person types now is newer
}

function look(app) {
  const isConnected = app.dataset.testConnectionState === "CONNECTED";
  if (!isConnected && !isAway) {
    isAway = true;
    for (const [key, value] of typed) if (fieldOf(key)?.value === value) owed.set(key, value);
    setTimeout(tell, 700);
  } else if (isConnected && isAway && app.dataset.testScriptState === "notRunning") {
    isAway = false;
    document.querySelector("#retention_away")?.remove();
    setTimeout(handOver, 500); // the first run of the new session comes after the connection
  }
}

function handOver() {
  const app = document.querySelector(APP);
  if (app.dataset.testScriptState !== "notRunning") return setTimeout(handOver, 200);
  const [next] = owed;
  if (!next) return;
  const [key, value] = next;
  owed.delete(key);
  const field = fieldOf(key);
  if (field) type(field, value);
  setTimeout(handOver, 300);
}

function type(field, value) {
  const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
  const set = Object.getOwnPropertyDescriptor(kind.prototype, "value").set;
  for (const text of [field.type === "range" ? field.min : "", value]) {
    set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
}

function tell() {
  if (!isAway || document.querySelector("#retention_away")) return;
  const line = document.createElement("div");
  line.id = "retention_away";
  line.setAttribute("role", "status");
  line.textContent = words;
  document.body.append(line);
}

function keyOf(field) {
  const holder = field.closest('[class*="st-key-"]');
  return holder && [...holder.classList].find((name) => name.startsWith("st-key-"));
}

function fieldOf(key) {
  const fields = document.querySelectorAll(`.${CSS.escape(key)} :is(${FIELDS})`);
  return fields.length === 1 ? fields[0] : null;
}
