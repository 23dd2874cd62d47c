document.documentElement.classList.add("js");
addEventListener("click", (event) => {
  const link = event.target.closest("a.num, a.shut");
  if (!link) return;
  const row = link.matches(".shut") ? link.closest("tr") : document.querySelector(link.hash);
  if (!row) return;
  event.preventDefault();
  const open = getComputedStyle(row).display === "none";
  row.classList.toggle("is-open", open);
  row.classList.toggle("is-shut", !open);
  for (const other of document.querySelectorAll('a[href="#' + row.id + '"]')) other.setAttribute("aria-expanded", open);
  if (link.matches(".shut")) row.previousElementSibling.querySelector("a.num").focus();
});
addEventListener("hashchange", () => document.querySelector("tr.is-shut:target")?.classList.remove("is-shut"));
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
document.getElementById("find").addEventListener("input", (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/);
  let shown = 0;
  for (const row of document.querySelectorAll(".list tbody tr")) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    if (!row.hidden) shown += 1;
  }
  document.getElementById("found").textContent = shown + " shown";
});
