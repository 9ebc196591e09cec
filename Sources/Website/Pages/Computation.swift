import Architecture
import Catalog

/// How a model's numbers come about, to be read in steps: one line per term, the weights behind the first step.
struct Computation: Sendable {
  let model: Model

  init(_ model: Model) { self.model = model }

  /// One step per number, closed but for the first; paper shows all of them.
  var steps: HTML {
    var html = HTML()
    for (index, item) in model.sheet.explanations.enumerated() {
      html.raw("<details class=\"step\"")
      if index == 0 { html.raw(" open") }
      html.raw("><summary><i>")
      html.text(String(index + 1))
      html.raw("</i>")
      html.text(item.label)
      html.raw("<b>")
      html.text(item.text.value)
      html.raw("</b></summary>")
      // A link to what is inside opens a closed step.
      html.raw("<div id=\"how-")
      html.text(item.id)
      html.raw("\">")
      table(item.label, item.text, &html)
      html.raw("<p>")
      html.text(item.text.source.sentenceStart + ".")
      if let value = model.publishedTexts[item.id] { html.text(" Published: \(value).") }
      html.raw("</p></div></details>\n")
    }
    return html
  }

  private func table(_ label: String, _ explained: Explained<String>, _ html: inout HTML) {
    // `a + b = c`: what stands before the sign is said by the terms.
    let formula = explained.formula, sign = formula.equalSign
    let result = sign.map { String(formula[$0...].dropFirst(3)) } ?? ""
    html.raw("<table class=\"terms\"><tbody>")
    for term in explained.terms { row(term.label.sentenceStart, term.formula, term.result, &html) }
    if explained.terms.isEmpty {
      row(label, sign.map { String(formula[..<$0]) } ?? formula, result, &html)
    } else {
      html.raw("<tr class=\"sum\"><th scope=\"row\">")
      html.text(label)
      html.raw("</th><td colspan=\"2\">")
      html.text(result)
      html.raw("</td></tr>")
    }
    html.raw("</tbody></table>")
  }

  private func row(_ label: String, _ formula: String, _ result: String, _ html: inout HTML) {
    html.raw("<tr><th scope=\"row\">")
    html.text(label)
    html.raw("</th><td>")
    html.text(formula)
    html.raw("</td><td>")
    html.text(result)
    html.raw("</td></tr>")
  }

  /// Every weight with its shape, in the order a token passes them.
  var tensors: HTML {
    var html = HTML()
    for tensor in model.sheet.parameters.tensors where tensor.parameters > 0 {
      html.raw("<tr><th scope=\"row\">")
      html.text(tensor.name.words)
      html.raw("</th><td class=\"num\">")
      for (index, size) in tensor.shape.enumerated() {
        if index > 0 { html.raw(" × ") }
        html.text(size.grouped)
      }
      html.raw("</td><td class=\"num\">")
      html.text(tensor.copies.grouped)
      html.raw("</td><td class=\"num\">")
      html.text(tensor.parameters.grouped)
      html.raw("</td></tr>\n")
    }
    return html
  }

  /// The architecture in sentences of one subject each, in the order a token passes it.
  var inShort: HTML {
    var html = HTML()
    for part in model.sheet.descriptionParts {
      html.raw("<div><dt>")
      html.text(part.topic)
      html.raw("</dt><dd>")
      let named = part.topic + ": "
      html.text(
        part.text.hasPrefix(named) ? String(part.text.dropFirst(named.count)).sentenceStart : part.text)
      html.raw("</dd></div>\n")
    }
    return html
  }
}

extension String {
  /// Where ` = ` begins.
  fileprivate var equalSign: String.Index? {
    let space = UInt8(ascii: " "), sign = UInt8(ascii: "=")
    var text = self
    let offset = text.withUTF8 { bytes in
      bytes.indices.dropLast(2).first {
        bytes[$0] == space && bytes[$0 + 1] == sign && bytes[$0 + 2] == space
      }
    }
    return offset.map { utf8.index(startIndex, offsetBy: $0) }
  }

  /// `global query` of `layers.global.query`.
  fileprivate var words: String {
    var name = self
    let start = hasPrefix("layers.") ? 7 : 0
    return name.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count - start) { words in
        for (index, byte) in bytes[start...].enumerated() {
          words[index] = byte == UInt8(ascii: ".") ? UInt8(ascii: " ") : byte
        }
        return bytes.count - start
      }
    }
  }
}
