import Diagnostics

/// The rows of a profile as verdicts say them, in one block of memory: appending one copies its bytes.
final class RowWords: Sendable {
  enum Form: Int, CaseIterable {
    /// `7,168`, and inside a sentence.
    case value, quality
    /// `query heads`, and what is measured: without what stands behind a comma.
    case label, noun
    /// What its concept is called; empty for none.
    case concept
    /// As something to have: `query heads`, `an exit gate`.
    case thing
  }

  private static let forms = 6

  private let bytes: [UInt8]
  private let ends: [Int32]
  /// By row, whether its noun is a plural: `query heads`, `experts per token`.
  private let plurals: [Bool]

  init(_ rows: [Profile.Row]) {
    var bytes: [UInt8] = [], ends: [Int32] = [0], plurals: [Bool] = []
    for row in rows {
      let value = row.value.text, label = row.label.midSentence
      let noun = label.utf8.prefix { $0 != UInt8(ascii: ",") }
      for form in Form.allCases {
        switch form {
        case .value: bytes += value.utf8
        case .quality: bytes += (row.value.number == nil ? value.midSentence : value).utf8
        case .label: bytes += label.utf8
        case .noun: bytes += noun
        case .concept: if let concept = row.concept { bytes += concept.words.utf8 }
        case .thing: bytes += (row.id.hasPrefix("part.") ? label.withArticle : label).utf8
        }
        ends.append(Int32(bytes.count))
      }
      plurals.append(Self.isPlural(Array(noun)))
    }
    (self.bytes, self.ends, self.plurals) = (bytes, ends, plurals)
  }

  private static func isPlural(_ noun: [UInt8]) -> Bool {
    let per = Array(" per ".utf8)
    let end = noun.indices.first { noun[$0...].starts(with: per) } ?? noun.count
    return end > 0 && noun[end - 1] == UInt8(ascii: "s")
  }

  func append(_ form: Form, of row: Int32, to out: inout ByteWriter) {
    let place = Int(row) * Self.forms + form.rawValue
    let range = Int(ends[place])..<Int(ends[place + 1])
    out.append(bytes, range)
  }

  func hasConcept(_ row: Int32) -> Bool {
    let place = Int(row) * Self.forms + Form.concept.rawValue
    return ends[place] < ends[place + 1]
  }

  func isPlural(_ row: Int32) -> Bool { plurals[Int(row)] }
}
