// Has the page run again when the next promise falls due or becomes overdue.
const SLACK = 300; // milliseconds, so that the server's clock has passed the moment, too
let waiting = null; // { at, timer }: one for the page, whatever is drawn anew

export default function ({ data, setTriggerValue }) {
  if (waiting?.at !== data.at) {
    if (waiting) clearTimeout(waiting.timer);
    waiting = { at: data.at };
    waiting.timer = setTimeout(came, data.wait * 1000 + SLACK);
  }
  waiting.send = setTriggerValue;
  const mine = waiting;
  return () => {
    setTimeout(() => {
      if (waiting === mine && mine.send === setTriggerValue) {
        clearTimeout(mine.timer); // another page, where nothing is due soon
        waiting = null;
      }
    }, 2000);
  };
}

function came() {
  const { send, at } = waiting;
  waiting = null;
  send("came", at);
}
