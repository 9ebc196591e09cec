// A search box on every page: models, concepts, families, essays, and "a vs b" for a comparison. The index is a
// script of its own, loaded on first use, because a page read from a folder may not fetch data.
(function () {
  "use strict";
  var place = document.querySelector(".find");
  if (!place || !document.currentScript) return;
  var root = new URL("..", document.currentScript.src).href;
  var most = 10, entries = null, models = [], shown = [], active = -1, isAsked = false, waiting = [];

  function element(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (text) made.textContent = text;
    return made;
  }

  var box = element("input", {
    type: "text", role: "combobox", "aria-label": "Search", "aria-expanded": "false", "aria-controls": "find-list",
    "aria-autocomplete": "list", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go",
    "aria-keyshortcuts": "/", placeholder: "Search, or a vs b"
  });
  var list = element("div", { id: "find-list", "class": "find-list", role: "listbox", "aria-label": "Found", hidden: "" });
  var status = element("div", { "class": "quiet", role: "status" });
  place.replaceChildren(box, list, status);

  // MARK: Index

  // What the picker and the page for lost readers ask.
  window.gallery = {
    whenLoaded: function (act) { if (entries) act(); else { waiting.push(act); load(); } },
    models: function (text, limit) { return best(text, models, limit).map(function (found) { return found.entry; }); },
    model: function (slug) { return models.find(function (entry) { return entry.slug === slug; }); },
    pair: function (a, b) { return pair(a, b); }
  };

  function plain(text) { return text.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, ""); }
  function words(text) { return text.toLowerCase().normalize("NFKD").split(/[^\p{L}\p{N}.]+/u).filter(Boolean); }

  function load() {
    if (isAsked) return;
    isAsked = true;
    var script = element("script", { src: root + "assets/search-index.js" });
    script.addEventListener("load", function () {
      var index = window.galleryIndex;
      function add(kind, rows, address) {
        return rows.map(function (row, place) {
          return {
            kind: kind, name: row[0], slug: row[1], note: row[2] || "", url: root + address(row[1]), place: place,
            plain: plain(row[0] + " " + (row[4] || "")), words: words(row[0] + " " + row[1] + " " + (row[4] || "")),
            rest: (row[2] + " " + (row[3] || "")).toLowerCase()
          };
        });
      }
      models = add("Model", index.models, function (slug) { return "models/" + slug + "/index.html"; });
      entries = models.concat(
        add("Concept", index.concepts, function (slug) { return "concepts/" + slug + "/index.html"; }),
        add("Family", index.families, function (slug) { return "families/" + slug + "/index.html"; }),
        add("Essay", index.essays, function (slug) { return "essays/" + slug + "/index.html"; }),
        add("Page", index.pages, function (path) { return path; }));
      waiting.splice(0).forEach(function (act) { act(); });
      search();
    });
    script.addEventListener("error", function () { isAsked = false; });
    document.head.appendChild(script);
  }

  // How well an entry answers; 0 when a word of the question is nowhere in it.
  function rank(entry, question, asked) {
    if (!asked.length) return 0;
    if (entry.plain === question) return 100;
    var sum = 0;
    var all = asked.every(function (word) {
      var piece = plain(word);
      if (entry.words.some(function (own) { return own === word; })) sum += 14;
      else if (entry.words.some(function (own) { return own.indexOf(word) === 0; })) sum += 10;
      else if (piece && entry.plain.indexOf(piece) >= 0) sum += 6;
      else if (entry.rest.indexOf(word) >= 0) sum += 1;
      else return false;
      return true;
    });
    var name = plain(entry.name);
    if (question.length > 1 && name.indexOf(question) === 0) return 60 + 20 * question.length / name.length;
    if (question.length > 2 && entry.plain.indexOf(question) >= 0) return 45;
    return all ? sum / asked.length + 10 * Math.min(1, question.length / name.length) : 0;
  }

  function best(text, among, limit) {
    var question = plain(text), asked = words(text);
    return among.map(function (entry) { return { entry: entry, rank: rank(entry, question, asked) }; })
      .filter(function (found) { return found.rank > 0; })
      // Of equals the newer model first.
      .sort(function (a, b) {
        return b.rank - a.rank || (a.entry.kind === "Model" && b.entry.kind === "Model" ? b.entry.place - a.entry.place : 0);
      })
      .slice(0, limit);
  }

  function pair(a, b) {
    if (a === b) return null;
    var older = a.place < b.place ? a : b, newer = older === a ? b : a, index = window.galleryIndex;
    if (index.pairs && index.pairs.indexOf(older.place + "-" + newer.place) < 0) {
      return {
        kind: "Side by side", name: older.name + " and " + newer.name, note: "",
        url: root + "families/select/index.html?models=" + older.slug + "," + newer.slug
      };
    }
    return {
      kind: "Comparison", name: older.name + " and " + newer.name, note: "",
      url: root + "compare/" + older.slug + "-vs-" + newer.slug + "/index.html"
    };
  }

  // Comparisons a question may mean: two names around "vs", or two names in a row.
  function pairs(text) {
    var halves = text.split(/\s+(?:vs\.?|versus|against|and|with)(?:\s+|$)|\s*[,&|]\s*/i).filter(Boolean);
    var asked = text.trim().split(/\s+/), splits = [];
    if (halves.length === 2) splits = [halves];
    else if (halves.length === 1 && asked.length > 1) {
      for (var cut = 1; cut < asked.length; cut++) {
        splits.push([asked.slice(0, cut).join(" "), asked.slice(cut).join(" ")]);
      }
    }
    var found = [];
    splits.forEach(function (split) {
      var first = best(split[0], models, 3), second = best(split[1], models, 3), least = splits.length > 1 ? 20 : 8;
      first.forEach(function (a) {
        second.forEach(function (b) {
          var made = a.rank >= least && b.rank >= least ? pair(a.entry, b.entry) : null;
          if (made) found.push({ entry: made, rank: a.rank + b.rank });
        });
      });
    });
    found.sort(function (a, b) { return b.rank - a.rank; });
    var seen = {};
    return found.map(function (item) { return item.entry; })
      .filter(function (entry) { return !seen[entry.url] && (seen[entry.url] = true); })
      .slice(0, halves.length === 2 ? 5 : 3);
  }

  function withAny(model) {
    return { kind: "", name: "Compare " + model.name + " with\u2026", note: "", url: root + "compare/index.html?a=" + model.slug };
  }

  // MARK: List

  function search() {
    if (!entries) return;
    var text = box.value.trim();
    if (!text) { close(); return; }
    var isPair = /\s(vs\.?|versus|against)(\s|$)/i.test(text);
    var both = pairs(text), single = isPair ? [] : best(text, entries, most).map(function (found) { return found.entry; });
    shown = (single.length ? single.slice(0, most - both.length).concat(both) : both).slice(0, most);
    if (isPair && !both.length) {
      shown = best(text.split(/\s+(?:vs\.?|versus|against)(?:\s|$)/i)[0], models, 5).map(function (found) { return withAny(found.entry); });
    } else if (!isPair && shown[0] && shown[0].kind === "Model") shown.push(withAny(shown[0]));
    active = shown.length ? 0 : -1;
    list.replaceChildren.apply(list, shown.map(function (entry, place) {
      var option = element("a", { role: "option", id: "find-" + place, href: entry.url, tabindex: "-1" });
      option.append(element("span", {}, entry.name), element("small", {}, entry.kind));
      if (entry.note) option.append(element("b", {}, entry.note));
      return option;
    }));
    if (!shown.length) {
      var none = element("p", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing found. Names of models, makers, concepts, or two models with \u201cvs\u201d.");
      list.append(none);
    }
    status.textContent = shown.length ? shown.length + (shown.length === 1 ? " result" : " results") : "Nothing found";
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    mark();
  }

  function mark() {
    Array.prototype.forEach.call(list.children, function (option, place) {
      if (option.getAttribute("aria-disabled")) return;
      option.setAttribute("aria-selected", String(place === active));
      if (place === active) option.scrollIntoView({ block: "nearest" });
    });
    if (active >= 0) box.setAttribute("aria-activedescendant", "find-" + active);
    else box.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    shown = [];
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  box.addEventListener("focus", load);
  box.addEventListener("input", function () { load(); search(); });
  box.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      if (list.hidden) { box.value = ""; box.blur(); } else close();
      event.preventDefault();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) { search(); return; }
      if (!shown.length) return;
      active = (active + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % shown.length;
      mark();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      list.children[active].click();
    }
  });
  list.addEventListener("pointerdown", function (event) { event.preventDefault(); });
  place.addEventListener("focusout", function (event) { if (!place.contains(event.relatedTarget)) close(); });

  document.addEventListener("keydown", function (event) {
    var isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && !/^(radio|checkbox)$/.test(event.target.type);
    var isAsking = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping;
    if (!isAsking && !(event.key === "k" && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
