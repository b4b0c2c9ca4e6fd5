// Loads the page again when the preview has a newer build than the page, and
// says so when the preview cannot be reached. Only the preview adds it.

const events = "/_provtryck/events";
const build = document.querySelector('meta[name="provtryck-build"]').content;

const patience = 2000; // ms without a connection before anything is said
const firstDelay = 500; // ms before the first new attempt, doubled for each
const longestDelay = 10000;

const notice = document.createElement("div");
notice.className = "provtryck-connection";
notice.setAttribute("role", "status");
document.body.append(notice);

let stream = null;
let delay = firstDelay;
let attempt = 0; // timer of the next attempt
let warning = 0; // timer of the notice

function connect() {
  disconnect();
  stream = new EventSource(events);
  stream.onopen = restored;
  stream.onmessage = (event) => {
    if (event.data !== build) reload();
  };
  stream.onerror = lost;
}

function disconnect() {
  clearTimeout(attempt);
  stream?.close();
  stream = null;
}

function restored() {
  clearTimeout(warning);
  warning = 0;
  delay = firstDelay;
  notice.textContent = "";
}

function lost() {
  disconnect();
  warning ||= setTimeout(() => {
    notice.textContent =
      "Förhandsvisningen är avstängd. Starta provtryck igen, så ansluter sidan av sig själv.";
  }, patience);
  attempt = setTimeout(connect, delay);
  delay = Math.min(delay * 2, longestDelay);
}

// The page is fetched first: if the preview has gone in the meantime, a page
// with a notice is better than the browser's error page.
async function reload() {
  try {
    await fetch(location.href, { cache: "no-store" });
    location.reload();
  } catch {
    lost();
  }
}

// A browser allows six connections to one host. Pages that nobody looks at
// leave theirs to others, and catch up when they are shown again.
function follow() {
  if (document.hidden) {
    disconnect();
  } else {
    connect();
  }
}

document.addEventListener("visibilitychange", follow);
addEventListener("pagehide", disconnect);
addEventListener("pageshow", follow);
