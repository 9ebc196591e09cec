// Two names to one comparison; the lists below the form do the same with plain links.
(function () {
  "use strict";
  var form = document.querySelector("form.picker"), status = form.querySelector("[role=status]"), choices = form.querySelector(".choices");
  var first = form.elements.a, second = form.elements.b;
  var options = Array.prototype.slice.call(document.querySelectorAll("#models option"));

  function plain(text) { return text.toLowerCase().replace(/[^a-z0-9]+/g, ""); }

  // The place of a model in the list: its name, its slug, or the only name that has what was typed.
  function find(input) {
    var typed = plain(input.value);
    if (!typed) return -1;
    var exact = options.findIndex(function (option) {
      return plain(option.value) === typed || plain(option.dataset.slug) === typed;
    });
    if (exact >= 0) return exact;
    var near = options.filter(function (option) { return plain(option.value).includes(typed); });
    return near.length === 1 ? options.indexOf(near[0]) : -1;
  }

  // Names that may be meant (makers and techniques count too), each a button that fills the field.
  function ask(input) {
    window.gallery.whenLoaded(function () {
      var meant = window.gallery.models(input.value, 8);
      choices.replaceChildren();
      status.textContent = meant.length ? "Which model is meant?" : "No model is called like this.";
      meant.forEach(function (entry) {
        var button = document.createElement("button");
        button.type = "button";
        button.textContent = entry.name;
        button.addEventListener("click", function () {
          input.value = entry.name;
          choices.replaceChildren();
          status.textContent = "";
          if (!second.value) second.focus(); else if (!first.value) first.focus(); else form.requestSubmit();
        });
        choices.append(button);
      });
      if (meant.length) choices.firstChild.focus(); else input.focus();
    });
  }

  [first, second].forEach(function (input) {
    input.addEventListener("input", function () {
      status.textContent = "";
      choices.replaceChildren();
    });
    input.addEventListener("change", function () {
      var found = find(input);
      if (found >= 0) input.value = options[found].value;
    });
  });

  form.querySelector(".swap").addEventListener("click", function () {
    var value = first.value;
    first.value = second.value;
    second.value = value;
    first.focus();
  });

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var a = find(first), b = find(second);
    if (a < 0 || b < 0) { ask(a < 0 ? first : second); return; }
    if (a === b) { status.textContent = "Choose two different models."; second.focus(); return; }
    window.gallery.whenLoaded(function () {
      var page = window.gallery.pair(
        window.gallery.model(options[a].dataset.slug), window.gallery.model(options[b].dataset.slug));
      location.href = page.url;
    });
  });

  var asked = new URLSearchParams(location.search);
  [["a", first], ["b", second]].forEach(function (pair) {
    var slug = asked.get(pair[0]);
    var option = slug && options.find(function (option) { return option.dataset.slug === slug; });
    if (option) pair[1].value = option.value;
  });
  if (first.value && !second.value) second.focus();
})();
