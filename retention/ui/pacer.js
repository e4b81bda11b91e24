// Paces a practice: one circle that breathes, the phase in words, the time that is left, and a way out at any moment.
// The clock is real time, so that a tab that was in the background goes on where it should be.
const runs = new Map(); // started practices by key, whatever is drawn anew

export default function (component) {
  const { parentElement, data } = component;
  const root = parentElement.querySelector("[data-pacer]");
  const run = runs.get(data.key) ?? { started: null, over: false };
  runs.set(data.key, run);
  run.root = root;
  run.data = data;
  run.send = component.setTriggerValue;
  root.querySelector("[data-start]").onclick = () => {
    run.over = false;
    run.started = performance.now();
    root.querySelector("[data-skip]").focus();
    step(run);
  };
  root.querySelector("[data-skip]").onclick = () => finish(run, true);
  draw(run);
  if (run.started !== null) step(run);
  return () => cancelAnimationFrame(run.frame);
}

function step(run) {
  cancelAnimationFrame(run.frame);
  draw(run);
  if (run.started === null) return;
  if (elapsed(run) >= run.data.seconds) finish(run, false);
  else run.frame = requestAnimationFrame(() => step(run));
}

function finish(run, skipped) {
  const seconds = Math.min(Math.round(elapsed(run)), run.data.seconds);
  cancelAnimationFrame(run.frame);
  run.started = null;
  run.over = true;
  draw(run);
  run.send("done", { skipped, seconds, at: Date.now() });
}

const elapsed = (run) => (run.started === null ? 0 : (performance.now() - run.started) / 1000);

function draw(run) {
  const { root, data } = run;
  const now = elapsed(run);
  const going = run.started !== null;
  const { breath, phase, share } = at(data, now);
  const put = (name, text) => {
    const place = root.querySelector(`[data-${name}]`);
    if (place.textContent !== text) place.textContent = text;
  };
  root.dataset.going = going ? "yes" : "no";
  put("start", run.over ? data.words.again : data.words.start);
  put("skip", data.words.skip);
  put("phase", going ? (phase ? data.words[phase.name] : data.words.going) : run.over ? data.words.over : "");
  const left = Math.max(0, Math.ceil(data.seconds - now));
  put("left", `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`);
  put("breath", going && phase ? data.words.breath.replace("{number}", breath).replace("{count}", data.breaths) : "");
  root.querySelector("[data-bar]").style.width = `${(100 * now) / data.seconds}%`;
  const circle = root.querySelector("[data-circle]");
  circle.style.transform = `scale(${size(phase, share, going)})`;
}

function at(data, now) {
  const whole = data.phases.reduce((sum, phase) => sum + phase.seconds, 0);
  if (!whole) return { breath: 0, phase: null, share: 0 };
  let within = now % whole;
  for (const phase of data.phases) {
    if (within < phase.seconds) return { breath: Math.floor(now / whole) + 1, phase, share: within / phase.seconds };
    within -= phase.seconds;
  }
  return { breath: 0, phase: data.phases[0], share: 0 };
}

function size(phase, share, going) {
  if (!going || !phase) return 0.6;
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return 0.8; // the words and the bar pace alone
  const smooth = (1 - Math.cos(Math.PI * share)) / 2;
  return { in: 0.45 + 0.55 * smooth, hold_in: 1, out: 1 - 0.55 * smooth, hold_out: 0.45 }[phase.name];
}
