// The page of the practice workspace. The server draws; what is here sends what people do and puts in what comes back.
import { me, act } from "./talk.js";
import { listen, history } from "./stream.js";
import { writing } from "./composer.js";
import { controls } from "./views.js";
import { wire } from "./drawer.js";

const root = document.documentElement;

document.getElementById("you").addEventListener("change", (e) => {
  const to = new URL(location.href);
  to.searchParams.set("as", e.target.value);
  to.searchParams.set("in", me.home === "true" ? "home" : me.in);
  to.searchParams.delete("thread");
  location.href = to.href;
});

document.getElementById("theme-switch").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
});

const rail = document.getElementById("rail-switch");
rail.addEventListener("click", () => {
  const open = document.body.classList.toggle("with-rail");
  rail.setAttribute("aria-expanded", open);
  if (open) document.querySelector("#rail a").focus();
});
document.addEventListener("keydown", (e) => {
  if (e.key !== "Escape" || !document.body.classList.contains("with-rail")) return;
  document.body.classList.remove("with-rail");
  rail.setAttribute("aria-expanded", "false");
  rail.focus();
});

controls();
writing();
listen();
history();
wire();
if (me.home === "true") act({ do: "home" });
