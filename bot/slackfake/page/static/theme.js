// Runs before the page is drawn, so that it does not flash in the other colours.
{
  const root = document.documentElement;
  const kept = localStorage.getItem("theme");
  if (!root.dataset.theme && kept) root.dataset.theme = kept;
}
