// Keeps the answers in this browser alone, and gives them back after a reload.
const KEPT = "retention.own_way";
let asked = null; // session that was given what is kept

export default function ({ data, setStateValue }) {
  const { answers, restore, session } = data;
  try {
    if (!restore) {
      if (answers) localStorage.setItem(KEPT, answers);
      else localStorage.removeItem(KEPT);
    } else if (asked !== session) {
      asked = session;
      const kept = localStorage.getItem(KEPT);
      if (kept) setStateValue("kept", kept);
    }
  } catch {
    // a browser that keeps nothing: the answers last as long as the page
  }
}
