/**
 * Puts a text on the clipboard, as HTML where there is some and as plain text, and returns whether it could.
 * @param {string} html empty for plain text alone
 * @param {string} plain
 */
async function putOnClipboard(html, plain) {
  const forms = html ? { "text/html": html, "text/plain": plain } : { "text/plain": plain };
  if (navigator.clipboard?.write && globalThis.ClipboardItem) {
    try {
      const blobs = Object.entries(forms).map(([type, text]) => [type, new Blob([text], { type })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      return true;
    } catch {
      // Some browsers refuse it for pages from disk; the older way is allowed there.
    }
  }
  return copyByEvent(forms);
}

/** Has the browser copy, and says what. @param {Record<string, string>} forms by type */
function copyByEvent(forms) {
  let copied = false;
  const fill = (event) => {
    for (const [type, text] of Object.entries(forms)) event.clipboardData.setData(type, text);
    event.preventDefault();
    event.stopImmediatePropagation();
    copied = true;
  };
  document.addEventListener("copy", fill, { capture: true });
  try {
    document.execCommand("copy");
  } finally {
    document.removeEventListener("copy", fill, { capture: true });
  }
  return copied;
}
