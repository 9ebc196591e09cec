// Any models side by side: the rows of the family tables, filled in here; the address keeps choice and base.
(function () {
  "use strict";
  var place = document.getElementById("selection"), status = document.getElementById("selection-status");
  var problem = document.getElementById("selection-problem"), form = document.querySelector(".choose");
  var boxes = Array.prototype.slice.call(form.querySelectorAll('input[type="checkbox"]'));
  var data = window.galleryModels || { sections: [], techniques: [], models: {} }, models = data.models;
  var most = 8, root = place.dataset.root, chosen = [], base = null;

  function element(name, text, kind) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  function link(address, text) {
    var made = element("a", text);
    made.href = root + address;
    return made;
  }

  // MARK: Rows

  // From 0; a greater one outweighs all lesser ones. As the comparison of two models aligns their sublayers.
  function likeness(a, b) {
    return (a.kind === b.kind ? 8 : 0) + (a.label === b.label ? 4 : 0) + (a.positions === b.positions ? 2 : 0) + 1 -
      Math.abs(a.share - b.share);
  }

  // Kinds of sublayers that answer each other; what answers none gets a slot of its own.
  function slotsOf(columns) {
    var slots = [];
    columns.forEach(function (groups, column) {
      [true, false].forEach(function (isMixer) {
        var known = slots.filter(function (slot) { return slot.first.isMixer === isMixer; });
        var own = groups.filter(function (group) { return group.isMixer === isMixer; });
        var open = known.slice(), left = own.slice();
        function join(slot, group) {
          slot.groups[column] = group;
          if (slot.labels.indexOf(group.label) < 0) slot.labels.push(group.label);
          open.splice(open.indexOf(slot), 1);
          left.splice(left.indexOf(group), 1);
        }
        for (;;) {
          var best = null;
          open.forEach(function (slot) {
            left.forEach(function (group) {
              var score = likeness(slot.first, group);
              if (slot.first.reach === group.reach && (!best || score > best.score)) best = { score: score, slot: slot, group: group };
            });
          });
          if (!best) break;
          join(best.slot, best.group);
        }
        if (known.length === 1 && own.length === 1 && left.length) join(known[0], own[0]);
        left.forEach(function (group) {
          var slot = { first: group, labels: [group.label], groups: [] };
          slot.groups[column] = group;
          slots.push(slot);
        });
      });
    });
    return slots;
  }

  // What all of them are called, else what they have in common, as long as no other slot is called so.
  function nameOf(slot, slots) {
    var reach = slot.first.reach;
    if (slot.labels.length === 1) return slot.first.label;
    var isTaken = slots.some(function (other) {
      return other !== slot && other.first.isMixer === slot.first.isMixer &&
        (other.labels.length > 1 ? other.first.reach : other.first.label) === reach;
    });
    return isTaken ? slot.first.label + " and alike" : reach;
  }

  // { section, label, values, address } of every fact at least one of them has.
  function rows() {
    var columns = chosen.map(function (slug) {
      return models[slug].groups.map(function (group) {
        return {
          label: group[0], reach: group[1], isMixer: group[2], rows: group[3], kind: group[4], positions: group[5],
          share: group[6] / models[slug].depth
        };
      });
    });
    var slots = slotsOf(columns), found = [], count = {};
    function add(section, slot, lists) {
      var known = {};
      lists.forEach(function (list, column) {
        list.forEach(function (row) {
          if (row[0] !== section) return;
          if (!known[row[1]]) {
            known[row[1]] = { section: data.sections[section], label: row[1], slot: slot, values: chosen.map(function () {}) };
            found.push(known[row[1]]);
            count[section + row[1]] = (count[section + row[1]] || 0) + 1;
          }
          known[row[1]].values[column] = row[2];
        });
      });
    }
    data.sections.forEach(function (_, section) {
      add(section, null, chosen.map(function (slug) { return models[slug].rows; }));
      slots.forEach(function (slot) {
        add(section, slot, chosen.map(function (_, column) { return slot.groups[column] ? slot.groups[column].rows : []; }));
      });
    });
    found.forEach(function (row) {
      if (row.slot && count[data.sections.indexOf(row.section) + row.label] > 1) row.name = row.label + " (" + nameOf(row.slot, slots) + ")";
    });
    found.forEach(function (row) { row.label = row.name || row.label; });
    data.techniques.forEach(function (technique, index) {
      var values = chosen.map(function (slug) { return models[slug].techniques.indexOf(index) < 0 ? undefined : "yes"; });
      if (values.some(Boolean)) found.push({ section: "Techniques", label: technique[0], values: values, address: technique[1] });
    });
    return found;
  }

  // MARK: Table

  function head(slug) {
    var model = models[slug], cell = element("th", "", "num"), label = element("label", "", "base"), radio = element("input");
    cell.scope = "col";
    var picture = element("div", "", "layers");
    picture.append(document.importNode(new DOMParser().parseFromString(model.strip, "text/html").querySelector("svg"), true));
    radio.type = "radio";
    radio.name = "base";
    radio.value = slug;
    radio.checked = slug === base;
    radio.setAttribute("aria-label", "base: " + model.name);
    radio.addEventListener("change", function () {
      base = slug;
      show();
      place.querySelector('input[name="base"]:checked').focus();
    });
    label.append(radio, " base");
    cell.append(picture, link("models/" + slug + "/index.html", model.name), element("small", model.date), label);
    return cell;
  }

  function draw() {
    var left = place.scrollLeft, top = place.scrollTop;
    place.hidden = !chosen.length;
    place.textContent = "";
    if (!chosen.length) return;
    var table = element("table", "", "nway"), line = table.createTHead().insertRow(), at = chosen.indexOf(base), section, body;
    var corner = element("th", "Field");
    corner.scope = "col";
    line.append(corner);
    chosen.forEach(function (slug) { line.append(head(slug)); });
    rows().forEach(function (row) {
      if (row.section !== section) {
        section = row.section;
        body = table.createTBody();
        var title = element("th", section), over = body.insertRow();
        over.className = "hd";
        title.colSpan = chosen.length + 1;
        title.scope = "rowgroup";
        over.append(title);
      }
      var name = element("th", row.address ? "" : row.label);
      line = body.insertRow();
      name.scope = "row";
      if (row.address) name.append(link(row.address, row.label));
      line.append(name);
      row.values.forEach(function (value) {
        line.append(element("td", value === undefined ? "\u2013" : value, value === row.values[at] ? "" : "changed"));
      });
    });
    place.append(table);
    place.scrollTo(left, top);
  }

  // MARK: State

  function say() {
    var count = chosen.length;
    if (!count) { status.textContent = "Nothing chosen yet."; return; }
    if (count === 1) { status.textContent = models[chosen[0]].name + ". Choose at least one more."; return; }
    status.textContent = count + " models" + (count === most ? ", as many as fit" : "") + ". Coloured: different from " + models[base].name + ".";
    if (count !== 2 || !window.gallery) return;
    var asked = chosen.join();
    window.gallery.whenLoaded(function () {
      var page = chosen.join() === asked && window.gallery.pair(window.gallery.model(chosen[0]), window.gallery.model(chosen[1]));
      if (!page || page.kind !== "Comparison" || status.querySelector("a")) return;
      var more = element("a", "Their comparison");
      more.href = page.url;
      status.append(" ", more);
    });
  }

  function show() {
    if (chosen.indexOf(base) < 0) base = chosen[0] || null;
    boxes.forEach(function (box) {
      box.checked = chosen.indexOf(box.value) >= 0;
      box.disabled = !box.checked && chosen.length >= most;
    });
    draw();
    say();
  }

  function keep() {
    var query = chosen.length ? "?models=" + chosen.join(",") + (base === chosen[0] ? "" : "&base=" + base) : "";
    history.replaceState(null, "", location.pathname + query);
  }

  // What the address asks for; what it asks in vain is said, not dropped.
  function read() {
    var query = new URLSearchParams(location.search), unknown = [], known = [];
    (query.get("models") || "").split(",").forEach(function (asked) {
      var slug = asked.trim();
      if (!slug) return;
      if (!Object.prototype.hasOwnProperty.call(models, slug)) { if (unknown.indexOf(slug) < 0) unknown.push(slug); }
      else if (known.indexOf(slug) < 0) known.push(slug);
    });
    chosen = known.slice(0, most);
    base = query.get("base");
    if (base && chosen.indexOf(base) < 0) {
      if (!Object.prototype.hasOwnProperty.call(models, base) && unknown.indexOf(base) < 0) unknown.push(base);
      base = null;
    }
    var problems = [];
    if (unknown.length) {
      problems.push("No model here has the address " + unknown.map(function (slug) { return "\u201c" + slug + "\u201d"; }).join(", ") + ".");
    }
    if (known.length > most) {
      problems.push("A table holds " + most + " models; left out: " +
        known.slice(most).map(function (slug) { return models[slug].name; }).join(", ") + ".");
    }
    problem.textContent = problems.join(" ");
    problem.hidden = !problems.length;
    show();
  }

  boxes.forEach(function (box) {
    box.addEventListener("change", function () {
      chosen = box.checked ? chosen.concat(box.value) : chosen.filter(function (slug) { return slug !== box.value; });
      problem.hidden = true;
      show();
      keep();
    });
  });
  place.addEventListener("change", keep);
  window.addEventListener("popstate", read);

  var narrow = form.querySelector('input[type="search"]'), none = form.querySelector(".none");
  narrow.addEventListener("input", function () {
    var words = narrow.value.toLowerCase().split(/\s+/).filter(Boolean), found = 0;
    boxes.forEach(function (box) {
      var item = box.closest("li"), text = (item.textContent + " " + box.value).toLowerCase();
      item.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
      if (!item.hidden) found++;
    });
    none.hidden = found > 0;
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });

  read();
})();
