// Nothing here is needed for reading: it remembers the theme and searches the cards.
(function () {
  "use strict";
  var root = document.documentElement;

  var themes = document.querySelectorAll('input[name="theme"]');
  themes.forEach(function (radio) {
    if (radio.value === root.dataset.theme) radio.checked = true;
    radio.addEventListener("change", function () {
      if (radio.value === "auto") delete root.dataset.theme; else root.dataset.theme = radio.value;
      try {
        if (radio.value === "auto") localStorage.removeItem("theme"); else localStorage.setItem("theme", radio.value);
      } catch (error) { /* see theme.js */ }
    });
  });

  // The model under the pointer, said at once instead of after the wait of a title.
  var skyline = document.querySelector(".skyline"), now = document.querySelector(".sky-now");
  if (skyline && now) {
    skyline.addEventListener("pointerover", function (event) {
      var model = event.target.closest("a");
      now.textContent = model ? model.querySelector("title").textContent : "";
    });
    skyline.addEventListener("pointerleave", function () { now.textContent = ""; });
  }

  // On paper every step of a computation is open.
  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.prototype.slice.call(document.querySelectorAll("details.step:not([open])"));
    closed.forEach(function (step) { step.open = true; });
  });
  window.addEventListener("afterprint", function () { closed.forEach(function (step) { step.open = false; }); });

  var box = document.getElementById("search");
  if (box) {
    var cards = Array.prototype.map.call(document.querySelectorAll(".card-m"), function (card) {
      return { element: card, text: card.textContent.toLowerCase() };
    });
    var none = document.querySelector(".none"), said = document.createElement("span"), reset = document.createElement("button");
    reset.type = "button";
    reset.textContent = "Show all";
    none.append(said, reset);
    var search = function () {
      var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      cards.forEach(function (card) {
        card.element.hidden = !words.every(function (word) { return card.text.includes(word); });
      });
      var shown = cards.filter(function (card) { return card.element.offsetParent !== null; }).length;
      said.textContent = shown ? shown + " of " + cards.length + " models" : "No model matches.";
      none.hidden = shown === cards.length;
    };
    reset.addEventListener("click", function () {
      box.value = "";
      document.querySelectorAll('.chips input[id$="-any"]').forEach(function (chip) { chip.checked = true; });
      search();
      box.focus();
    });
    box.addEventListener("input", search);
    document.querySelectorAll(".chips input").forEach(function (chip) { chip.addEventListener("change", search); });
  }
})();
