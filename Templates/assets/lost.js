// An address that names two models finds their comparison, whichever stands first.
(function () {
  "use strict";
  var asked = /\/compare\/([^\/]+?)(?:\/(?:index\.html)?)?$/.exec(location.pathname);
  if (!asked || !window.gallery) return;
  window.gallery.whenLoaded(function () {
    var words = asked[1].split("-vs-");
    for (var cut = 1; cut < words.length; cut++) {
      var first = window.gallery.model(words.slice(0, cut).join("-vs-"));
      var second = window.gallery.model(words.slice(cut).join("-vs-"));
      var found = first && second && window.gallery.pair(first, second);
      if (found && new URL(found.url).pathname !== location.pathname) { location.replace(found.url); return; }
    }
  });
})();
