// Any models side by side, computed at build time and laid out here; the address keeps the choice.
(function () {
  "use strict";
  var place = document.getElementById("selection"), status = document.getElementById("selection-status");
  var boxes = Array.prototype.slice.call(document.querySelectorAll('.choose input'));
  var most = 8, loaded = window.galleryModels || {}, base = 0;

  function group(number) { return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ","); }
  function short(number) {
    var units = [[1e12, "T"], [1e9, "B"], [1e6, "M"]];
    for (var i = 0; i < units.length; i++) {
      if (number >= units[i][0] * 0.9995) return (number / units[i][0]).toPrecision(3) + units[i][1];
    }
    return group(number);
  }
  function bytes(number) {
    var units = ["B", "KiB", "MiB", "GiB", "TiB"], index = 0;
    while (number >= 1023.95 && index < 4) { number /= 1024; index++; }
    return (number >= 99.95 ? number.toFixed(0) : number.toFixed(1).replace(/\.0$/, "")) + " " + units[index];
  }
  function at(tokens) {
    return function (m) {
      var found = m.kvCache.atContext.filter(function (entry) { return entry.tokens === tokens; })[0];
      return found ? bytes(found.bytes + (m.stateBytes || 0)) : null;
    };
  }

  var rows = [
    ["Released", function (m) { return m.released; }],
    ["Maker", function (m) { return m.organization; }],
    ["Kind", function (m) { return m.decoderType; }],
    ["Parameters", function (m) { return short(m.total); }],
    ["Active per token", function (m) { return short(m.active); }],
    ["Layers", function (m) { return group(m.layers); }],
    ["Stream width", function (m) { return group(m.width); }],
    ["Vocabulary", function (m) { return group(m.vocabulary); }],
    ["Context", function (m) { return group(m.context); }],
    ["Attention", function (m) { return m.attention; }],
    ["Layer mix", function (m) { return m.layerMix; }],
    ["KV cache per token", function (m) { return bytes(m.kvCache.bytesPerToken); }],
    ["Cache and state at 32k", at(32768)],
    ["Cache and state at 128k", at(131072)],
    ["Cache and state at 256k", at(262144)],
    ["State", function (m) { return m.stateBytes ? bytes(m.stateBytes) : null; }],
    ["Techniques", function (m) { return m.features.map(function (f) { return f.replace(/_/g, " "); }).join(", "); }]
  ];

  function chosen() { return boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; }); }

  function element(name, text) {
    var made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function draw(slugs) {
    place.hidden = slugs.length === 0;
    place.textContent = "";
    if (!slugs.length) { status.textContent = "Nothing chosen yet."; return; }
    if (base >= slugs.length) base = 0;
    var table = element("table"), head = table.createTHead().insertRow(), body = table.createTBody();
    table.className = "nway";
    var corner = element("th", "Field");
    corner.scope = "col";
    head.appendChild(corner);
    slugs.forEach(function (slug, index) {
      var cell = element("th"), link = element("a", loaded[slug].name), label = element("label"), radio = element("input");
      cell.scope = "col";
      cell.className = "num";
      link.href = place.dataset.models + slug + "/index.html";
      radio.type = "radio";
      radio.name = "base";
      radio.checked = index === base;
      radio.setAttribute("aria-label", "base: " + loaded[slug].name);
      radio.addEventListener("change", function () {
        base = index;
        draw(slugs);
        place.querySelectorAll('input[name="base"]')[index].focus();
      });
      label.className = "base";
      label.append(radio, " base");
      var picture = element("div");
      picture.className = "layers";
      picture.append(document.importNode(new DOMParser().parseFromString(loaded[slug].strip, "image/svg+xml").documentElement, true));
      cell.append(picture, link, label);
      head.appendChild(cell);
    });
    rows.forEach(function (row) {
      var values = slugs.map(function (slug) { return row[1](loaded[slug]); }), line = body.insertRow();
      var name = element("th", row[0]);
      name.scope = "row";
      line.appendChild(name);
      values.forEach(function (value) {
        var cell = element("td", value === null ? "\u2013" : value);
        if (value !== values[base]) cell.className = "changed";
        line.appendChild(cell);
      });
    });
    place.appendChild(table);
    status.textContent = slugs.length + (slugs.length === 1 ? " model." : " models. Coloured: different from the base.");
  }

  function show() {
    var slugs = chosen();
    boxes.forEach(function (box) { box.disabled = !box.checked && slugs.length >= most; });
    history.replaceState(null, "", slugs.length ? "?models=" + slugs.join(",") : location.pathname);
    draw(slugs.filter(function (slug) { return loaded[slug]; }));
  }

  var asked = (new URLSearchParams(location.search).get("models") || "").split(",").slice(0, most);
  boxes.forEach(function (box) {
    box.checked = asked.indexOf(box.value) >= 0;
    box.addEventListener("change", show);
  });
  show();
})();
