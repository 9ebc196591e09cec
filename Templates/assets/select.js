// Any models side by side: the rows of the families' tables, laid out here; the address keeps the choice.
(function () {
  "use strict";
  var place = document.getElementById("selection"), status = document.getElementById("selection-status");
  var boxes = Array.prototype.slice.call(document.querySelectorAll(".choose input"));
  var data = window.galleryModels || { sections: [], models: {} }, most = 8, base = 0, root = place.dataset.root;

  function element(name, text) {
    var made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // Kinds of sublayers answer each other by name, else by how far they reach.
  function slotsOf(models) {
    var slots = [];
    models.forEach(function (model, column) {
      var free = model.groups.slice();
      function take(fits) {
        free = free.filter(function (group) {
          var slot = slots.filter(function (slot) {
            return slot.isMixer === group[2] && !slot.rows[column] && fits(slot, group);
          })[0];
          if (!slot) return true;
          slot.rows[column] = group[3];
          if (slot.labels.indexOf(group[0]) < 0) slot.labels.push(group[0]);
          return false;
        });
      }
      take(function (slot, group) { return slot.labels.indexOf(group[0]) >= 0; });
      take(function (slot, group) { return slot.reach === group[1]; });
      free.forEach(function (group) {
        var slot = { isMixer: group[2], reach: group[1], labels: [group[0]], rows: [] };
        slot.rows[column] = group[3];
        slots.push(slot);
      });
    });
    return slots;
  }

  function nameOf(slot, slots) {
    if (slot.labels.length === 1) return slot.labels[0];
    var isAlone = !slots.some(function (other) {
      return other !== slot && other.isMixer === slot.isMixer && other.reach === slot.reach;
    });
    return isAlone ? slot.reach : slot.labels[0] + " and alike";
  }

  // One row a fact, each model once: [{ section, label, values }].
  function rowsOf(models) {
    var slots = slotsOf(models), rows = [], count = {};
    function add(section, slot, lists) {
      var known = {};
      lists.forEach(function (list, column) {
        (list || []).forEach(function (row) {
          if (row[0] !== section) return;
          var line = known[row[1]];
          if (!line) {
            line = known[row[1]] = { section: section, label: row[1], slot: slot, values: models.map(function () { return null; }) };
            rows.push(line);
            count[section + row[1]] = (count[section + row[1]] || 0) + 1;
          }
          line.values[column] = row[2];
        });
      });
    }
    data.sections.forEach(function (_, section) {
      add(section, null, models.map(function (model) { return model.rows; }));
      slots.forEach(function (slot) { add(section, slot, models.map(function (_, column) { return slot.rows[column]; })); });
    });
    rows.forEach(function (row) {
      if (row.slot && count[row.section + row.label] > 1) row.name = row.label + " (" + nameOf(row.slot, slots) + ")";
    });
    return rows;
  }

  function head(slugs) {
    var line = element("tr"), corner = element("th", "Field");
    corner.scope = "col";
    line.appendChild(corner);
    slugs.forEach(function (slug, index) {
      var model = data.models[slug], cell = element("th"), link = element("a", model.name);
      var picture = element("div"), label = element("label"), radio = element("input");
      cell.scope = "col";
      cell.className = "num";
      link.href = root + "models/" + slug + "/index.html";
      picture.className = "layers";
      picture.append(document.importNode(new DOMParser().parseFromString(model.strip, "text/html").body.firstChild, true));
      radio.type = "radio";
      radio.name = "base";
      radio.checked = index === base;
      radio.setAttribute("aria-label", "base: " + model.name);
      radio.addEventListener("change", function () {
        base = index;
        draw(slugs, "");
        place.querySelectorAll('input[name="base"]')[index].focus();
      });
      label.className = "base";
      label.append(radio, " base");
      cell.append(picture, link, element("small", model.released), label);
      line.appendChild(cell);
    });
    return line;
  }

  function title(table, text, columns) {
    var body = table.appendChild(element("tbody")), line = body.insertRow(), cell = element("th", text);
    line.className = "hd";
    cell.colSpan = columns;
    cell.scope = "rowgroup";
    line.appendChild(cell);
    return body;
  }

  function named(body, text) {
    var line = body.insertRow(), name = element("th", text);
    name.scope = "row";
    line.appendChild(name);
    return line;
  }

  function draw(slugs, missing) {
    place.hidden = slugs.length === 0;
    place.textContent = "";
    status.textContent = missing + (slugs.length === 0 ? "Nothing chosen yet."
      : slugs.length + (slugs.length === 1 ? " model." : " models. Coloured: different from the base."));
    if (!slugs.length) return;
    if (base >= slugs.length) base = 0;
    var models = slugs.map(function (slug) { return data.models[slug]; });
    var table = element("table"), body, section = -1;
    table.className = "nway";
    table.createTHead().appendChild(head(slugs));
    rowsOf(models).forEach(function (row) {
      if (row.section !== section) body = title(table, data.sections[section = row.section], slugs.length + 1);
      var line = named(body, row.name || row.label);
      row.values.forEach(function (value) {
        var cell = element("td", value === null ? "\u2013" : value);
        if (value !== row.values[base]) cell.className = "changed";
        line.appendChild(cell);
      });
    });
    var line = named(title(table, "Techniques", slugs.length + 1), "Concepts");
    var own = models[base].techniques.map(function (technique) { return technique[1]; });
    models.forEach(function (model) {
      var cell = element("td");
      model.techniques.forEach(function (technique, index) {
        var link = element("a", technique[0]);
        link.href = root + "concepts/" + technique[1] + "/index.html";
        if (own.indexOf(technique[1]) < 0) link.className = "changed";
        if (index) cell.append(", ");
        cell.append(link);
      });
      line.appendChild(cell);
    });
    place.appendChild(table);
  }

  function show(missing) {
    var slugs = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    boxes.forEach(function (box) { box.disabled = !box.checked && slugs.length >= most; });
    // Columns stay as they were asked for; what is chosen later comes last.
    order = order.filter(function (slug) { return slugs.indexOf(slug) >= 0; });
    slugs.forEach(function (slug) { if (order.indexOf(slug) < 0) order.push(slug); });
    history.replaceState(null, "", order.length ? "?models=" + order.join(",") : location.pathname);
    draw(order, missing);
  }

  var asked = (new URLSearchParams(location.search).get("models") || "").split(",").filter(Boolean);
  var unknown = asked.filter(function (slug) { return !data.models[slug]; });
  var order = asked.filter(function (slug, index) { return data.models[slug] && asked.indexOf(slug) === index; });
  var cut = order.splice(most);
  boxes.forEach(function (box) {
    box.checked = order.indexOf(box.value) >= 0;
    box.addEventListener("change", function () { show(""); });
  });
  show((unknown.length ? "Not in this gallery: " + unknown.join(", ") + ". " : "")
    + (cut.length ? "Eight at most; left out: " + cut.join(", ") + ". " : ""));
})();
