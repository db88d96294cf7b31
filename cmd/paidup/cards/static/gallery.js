"use strict";

// Nothing is sent from here, and no link leaves the page.
document.addEventListener("submit", (event) => event.preventDefault());

// What is typed in the search box keeps the entries whose names hold every word of it.
const find = document.getElementById("find");
const found = document.getElementById("found");
const named = [...document.querySelectorAll("[data-name]")];

function narrow() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let kept = 0;
  for (const one of named) {
    const name = one.dataset.name.toLowerCase();
    one.hidden = !words.every((word) => name.includes(word));
    if (!one.hidden && one.tagName === "ARTICLE") kept++;
  }
  for (const group of document.querySelectorAll(".names, .group")) {
    group.hidden = !group.querySelector("[data-name]:not([hidden])");
  }
  found.textContent = words.length ? `${kept} found` : "";
}

find.addEventListener("input", narrow);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input, textarea, select")) {
    event.preventDefault();
    find.focus();
  }
});
narrow();
