// Keeps a phone, the host's view and the projector in step with the room: it listens to the room's events, asks the
// page to run again when something that it shows has changed, counts down, and says whether the line still stands.
const QUIET_SECONDS = 25; // the server gives a sign of life every ten
const AGAIN_SECONDS = 5;
const lines = new Map(); // one line for each room and view, whatever is drawn anew

export default function (component) {
  const { parentElement, data } = component;
  const root = parentElement.querySelector("[data-live]");
  const line = lines.get(data.url) ?? open(data.url);
  line.root = root;
  line.data = data;
  line.send = component.setTriggerValue;
  show(line);
  return () => {
    if (line.root === root) line.root = null;
    setTimeout(() => {
      if (line.root) return; // drawn anew
      line.source.close();
      clearInterval(line.clock);
      lines.delete(data.url);
    }, 2000);
  };
}

function open(url) {
  const line = { heard: Date.now(), state: "connecting", pulse: null, asked: {}, late: {} };
  lines.set(url, line);
  connect(line, url);
  line.clock = setInterval(() => tick(line, url), 1000);
  return line;
}

function connect(line, url) {
  line.source = new EventSource(url);
  const alive = () => {
    line.heard = Date.now();
    line.state = "connected";
  };
  line.source.onopen = () => {
    alive();
    show(line);
  };
  line.source.onmessage = (event) => {
    alive();
    line.pulse = JSON.parse(event.data);
    show(line);
    follow(line);
  };
  line.source.addEventListener("alive", alive);
  line.source.onerror = () => {
    line.state = "cut";
    show(line);
  };
}

function tick(line, url) {
  if (Date.now() - line.heard > QUIET_SECONDS * 1000 || line.source.readyState === EventSource.CLOSED) {
    line.state = "cut";
    line.heard = Date.now();
    line.source.close();
    connect(line, url); // after a locked phone or a restarted server the browser may have given up
  }
  show(line);
  follow(line);
}

// A change that every phone must show is asked for at once; others wait until `every` seconds have passed.
function follow(line) {
  if (!line.root || !line.pulse) return;
  for (const [name, every] of Object.entries(line.data.follows)) {
    const now = line.pulse[name];
    if (now === line.data.shown[name]) continue;
    const since = (Date.now() - (line.late[name] ?? 0)) / 1000;
    const wait = line.asked[name] === now ? AGAIN_SECONDS : every; // an answer may have been lost on its way
    if (since < wait) continue;
    line.asked[name] = now;
    line.late[name] = Date.now();
    line.send("changed", { name, value: now, at: Date.now() });
    return;
  }
}

function show(line) {
  const { root, data, pulse } = line;
  if (!root) return;
  const put = (name, text) => {
    const place = root.querySelector(`[data-live-${name}]`);
    if (place && place.textContent !== text) place.textContent = text;
  };
  root.dataset.state = line.state;
  put("state", data.words[line.state]);
  put("note", data.note);
  if (!pulse) return;
  put("count", fill(data.words.answered, pulse));
  put("time", pulse.ends_at ? left(pulse.ends_at, data.words.time_up) : "");
}

function fill(text, pulse) {
  return (text ?? "").replace("{answered}", pulse.answered).replace("{people}", pulse.people);
}

function left(endsAt, timeUp) {
  const seconds = Math.ceil(endsAt - Date.now() / 1000);
  if (seconds <= 0) return timeUp;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
