/** Looks for new mail and shows it, unless the reader is typing or has something open. */
export const inboxScript = `
const list = document.querySelector("[data-newest]");
const query = new URLSearchParams({ limit: "1", ...(list.dataset.to ? { to: list.dataset.to } : {}) });
const isBusy = () => document.activeElement?.tagName === "INPUT" || document.querySelector("details[open]") !== null;
setInterval(async () => {
  if (document.hidden || isBusy()) return;
  const answer = await fetch("/messages?" + query).catch(() => undefined);
  if (!answer?.ok) return;
  const [newest] = await answer.json();
  if ((newest?.id ?? "") !== list.dataset.newest && !isBusy()) location.reload();
}, 2000);
`;
