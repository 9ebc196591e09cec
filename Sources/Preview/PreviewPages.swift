import Diagnostics
import Website

/// What the preview adds to pages: a script that reloads them and shows problems over them.
enum PreviewPages {
  static let events = "-/events"
  static let script = "-/preview.js"
  static let style = "-/preview.css"

  /// The page with the script before its end.
  static func injected(_ page: [UInt8], generation: String) -> [UInt8] {
    let tag = Array("<script src=\"/\(script)\" data-generation=\"\(generation)\" defer></script>\n".utf8)
    let end = Array("</body>".utf8)
    var position = page.count - end.count
    while position >= 0, !page[position...].starts(with: end) { position -= 1 }
    return position < 0 ? page + tag : page[..<position] + tag + page[position...]
  }

  /// Shown when there is no good version yet.
  static func problems(_ problems: [Problem], generation: String) -> [UInt8] {
    var out = ByteWriter()
    out.append("<!doctype html>\n")
    out.element("html", .set("lang", "en")) {
      $0.element("head") {
        $0.void("meta", .set("charset", "utf-8"))
        $0.void("meta", .set("name", "viewport"), .set("content", "width=device-width,initial-scale=1"))
        $0.element("title", text: "Problems")
        $0.void("link", .set("rel", "stylesheet"), .href("/" + style))
      }
      $0.element("body", class: "gallery-preview-page") {
        $0.element("main") {
          $0.element("h1", text: "The site cannot be built yet")
          $0.element("p", text: "This page shows the site as soon as these are mended.")
          for problem in problems { $0.element("pre", text: problem.text) }
        }
      }
    }
    return injected(out.bytes, generation: generation)
  }

  // Hidden tabs leave: a browser opens six connections to a host, and each tab would hold one.
  static let scriptText = """
    (function () {
      "use strict";
      var own = document.currentScript.dataset.generation;
      var place = "gallery-preview-place", panel = null, source = null;

      try {
        var kept = JSON.parse(sessionStorage.getItem(place));
        sessionStorage.removeItem(place);
        if (kept && kept.path === location.pathname) window.scrollTo(kept.x, kept.y);
      } catch (error) { /* storage may be off: the browser then keeps the place as it likes */ }

      function reload() {
        try {
          sessionStorage.setItem(place, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }));
        } catch (error) { /* see above */ }
        location.reload();
      }

      function show(problems) {
        if (panel) panel.remove();
        panel = null;
        if (!problems.length || document.body.classList.contains("gallery-preview-page")) return;
        panel = document.createElement("section");
        panel.className = "gallery-preview-problems";
        panel.setAttribute("role", "alert");
        var head = document.createElement("p");
        var errors = problems.filter(function (problem) { return problem.error; }).length;
        head.textContent = errors
          ? errors + (errors === 1 ? " error" : " errors") + "; this is the last good version"
          : problems.length + (problems.length === 1 ? " warning" : " warnings");
        var hide = document.createElement("button");
        hide.textContent = "Hide";
        hide.addEventListener("click", function () { panel.remove(); });
        head.appendChild(hide);
        panel.appendChild(head);
        problems.forEach(function (problem) {
          var text = document.createElement("pre");
          text.textContent = problem.text;
          panel.appendChild(text);
        });
        document.body.appendChild(panel);
      }

      function follow() {
        if (source || document.hidden) return;
        source = new EventSource("/-/events");
        source.onmessage = function (message) {
          var state = JSON.parse(message.data);
          if (state.generation !== own) reload(); else show(state.problems);
        };
      }
      function leave() {
        if (source) source.close();
        source = null;
      }

      var style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = "/-/preview.css";
      document.head.appendChild(style);
      document.addEventListener("visibilitychange", function () { if (document.hidden) leave(); else follow(); });
      addEventListener("pagehide", leave);
      addEventListener("pageshow", follow);
      follow();
    })();

    """

  static let styleText = """
    .gallery-preview-problems {
      position: fixed; inset: auto 0 0 0; z-index: 1000; max-height: 50vh; overflow: auto; padding: 0.5rem 1rem;
      background: #fff4f2; color: #3b0d06; border-top: 3px solid #b3261e; font: 14px/1.4 system-ui, sans-serif;
    }
    .gallery-preview-problems p { display: flex; justify-content: space-between; margin: 0.25rem 0; font-weight: 600; }
    .gallery-preview-problems pre, .gallery-preview-page pre {
      margin: 0.5rem 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.45 ui-monospace, monospace;
    }
    .gallery-preview-page { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }

    """
}
