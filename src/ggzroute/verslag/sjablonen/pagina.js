(function () {
  "use strict";
  var root = document.documentElement;
  var button = document.getElementById("thema");
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
  }
  function show() {
    button.textContent = isDark() ? "Licht" : "Donker";
    button.setAttribute("aria-label", isDark() ? "Toon de pagina licht" : "Toon de pagina donker");
  }
  button.addEventListener("click", function () {
    root.dataset.theme = isDark() ? "light" : "dark";
    show();
  });
  dark.addEventListener("change", show);
  button.hidden = false;
  show();
})();
