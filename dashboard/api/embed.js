// Draws the figure of an embed page from the data inside the page. Asks nothing of any host.
"use strict";
const figure = JSON.parse(document.getElementById("figure").textContent);
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const asked = new URLSearchParams(window.location.search).get("mode");
let drawn = null;

function mode() {
  return ["light", "dark"].includes(asked) ? asked : dark.matches ? "dark" : "light";
}

async function draw() {
  document.documentElement.dataset.mode = mode();
  const spec = { ...figure[mode()], datasets: figure.datasets };
  if (drawn) drawn.finalize();
  // `ast`: expressions are interpreted, so that the page's policy can forbid evaluating text as code.
  const look = { actions: false, renderer: "svg", ast: true, logLevel: 1 }; // 1: errors only
  drawn = await vegaEmbed("#picture", spec, look);
}

// The page around an iframe does not know how tall it is: it may listen for this.
function tellHeight() {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  window.parent.postMessage({ type: "russia-asia:height", figure: figure.id, height }, "*");
}

dark.addEventListener("change", draw);
new ResizeObserver(tellHeight).observe(document.documentElement);
draw();
