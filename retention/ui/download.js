/* Saves a file that a run has made, once: a run may bring the same one again. */
const saved = new Set();

export default function ({ data }) {
  if (!data.file || saved.has(data.token)) return;
  saved.add(data.token);
  const address = URL.createObjectURL(new Blob([data.file], { type: data.type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = data.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
