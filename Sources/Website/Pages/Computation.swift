import Architecture
import Catalog

/// How a model's numbers come about, to be read in steps: one line per term, the weights behind the first step.
struct Computation: Sendable {
  let model: Model

  init(_ model: Model) { self.model = model }

  /// How one number comes about; closed on a screen but for the first, while paper shows all of them.
  struct Step: Sendable {
    /// From 1.
    let number: Int
    let id: String
    let label: String
    let value: String
    let terms: [Term]
    /// What the terms make together; nil when there is one line alone.
    let sum: String?
    let source: String
    /// As the maker publishes it.
    let published: String?

    static let slots: [Slot<Step>] = [
      .text("number") { String($0.number) }, .flag("is_first") { $0.number == 1 }, .text("id") { $0.id },
      .text("label") { $0.label }, .text("value") { $0.value }, .list("terms", of: Term.slots) { $0.terms },
      .flag("has_sum") { $0.sum != nil }, .text("sum") { $0.sum ?? "" }, .text("source") { $0.source },
      .flag("is_published") { $0.published != nil }, .text("published") { $0.published ?? "" },
    ]
  }

  /// A line of a step.
  struct Term: Sendable {
    let label: String
    let formula: String
    let result: String

    static let slots: [Slot<Term>] = [
      .text("term") { $0.label }, .text("formula") { $0.formula }, .text("result") { $0.result },
    ]
  }

  var steps: [Step] {
    model.sheet.explanations.enumerated().map { index, item in
      // `a + b = c`: what is before the sign is said by the terms.
      let formula = item.text.formula, sign = formula.equalSign
      let result = sign.map { String(formula[$0...].dropFirst(3)) } ?? ""
      let terms = item.text.terms.map {
        Term(label: $0.label.sentenceStart, formula: $0.formula, result: $0.result)
      }
      let only = Term(
        label: item.label, formula: sign.map { String(formula[..<$0]) } ?? formula, result: result)
      return Step(
        number: index + 1, id: item.id, label: item.label, value: item.text.value,
        terms: terms.isEmpty ? [only] : terms, sum: terms.isEmpty ? nil : result,
        source: item.text.source.sentenceStart, published: model.publishedTexts[item.id])
    }
  }

  /// A weight with its shape.
  static let tensorSlots: [Slot<Tensor>] = [
    .text("weight") { $0.name.words },
    .text("shape") { $0.shape.map(\.grouped).joined(separator: " × ") },
    .text("copies") { $0.copies.grouped }, .text("parameters") { $0.parameters.grouped },
  ]

  /// A sentence or two about one subject.
  struct Part: Sendable {
    let topic: String
    let text: String
  }

  static let partSlots: [Slot<Part>] = [.text("topic") { $0.topic }, .text("text") { $0.text }]

  /// The architecture in sentences of one subject each, in the order a token passes it.
  var parts: [Part] {
    model.sheet.descriptionParts.map { part in
      let named = part.topic + ": "
      let isNamed = part.text.hasPrefix(named)
      return Part(
        topic: part.topic,
        text: isNamed ? String(part.text.dropFirst(named.count)).sentenceStart : part.text)
    }
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
