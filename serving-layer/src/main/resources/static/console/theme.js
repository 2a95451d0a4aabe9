"use strict";

// Runs before the page is painted: what the reader chose, or else what the system prefers.
(() => {
  const NEXT = { system: "dark", dark: "light", light: "system" };
  const KEY = "braid.theme";
  const root = document.documentElement;

  function apply(theme) {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
  }

  let theme = localStorage.getItem(KEY);
  if (!(theme in NEXT)) theme = "system";
  apply(theme);

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const label = () => {
      button.textContent = { system: "Auto", dark: "Dark", light: "Light" }[theme];
      button.setAttribute("aria-label", `Colours: ${button.textContent}. Change`);
    };
    label();
    button.addEventListener("click", () => {
      theme = NEXT[theme];
      localStorage.setItem(KEY, theme);
      apply(theme);
      label();
      document.dispatchEvent(new Event("themechange"));
    });
  });
})();
