// Counts down to a promise, and on from there.
const DUE_SECONDS = 60; // "at 15:00" is as long as clocks say 15:00

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector("[data-countdown]");
  // the server's clock is the one that counts: its distance is kept, not the browser's hour
  const end = place.dataset.at === String(data.at) ? Number(place.dataset.end) : Date.now() + data.left * 1000;
  place.dataset.at = data.at;
  place.dataset.end = end;
  const show = () => {
    const text = told((end - Date.now()) / 1000, data);
    if (place.textContent !== text) place.textContent = text;
  };
  show();
  const clock = setInterval(show, 1000);
  return () => clearInterval(clock);
}

function told(left, { words, language }) {
  if (left > 0) return words.ahead.replace("{time}", span(Math.ceil(left), language));
  if (-left < DUE_SECONDS) return words.due;
  return words.overdue.replace("{time}", span(Math.floor(-left), language));
}

function span(seconds, language) {
  const parts = [
    ["day", Math.floor(seconds / 86400)],
    ["hour", Math.floor(seconds / 3600) % 24],
    ["minute", Math.floor(seconds / 60) % 60],
    ["second", seconds % 60],
  ];
  const first = parts.findIndex(([unit, count]) => count > 0 || unit === "second");
  const largest = parts[first][0];
  const shown = parts.slice(first, first + (largest === "minute" || largest === "hour" || largest === "day" ? 2 : 1));
  return shown
    .filter(([unit, count], place) => place === 0 || count > 0)
    .map(([unit, count]) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(count))
    .join(" ");
}
