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
    var bytes = ByteWriter(), ends: [Int32] = [0], plurals: [Bool] = []
    for row in rows {
      let value = row.value.text, label = row.label.midSentence
      for form in Form.allCases {
        switch form {
        case .value: bytes.append(value)
        case .quality: bytes.append(row.value.number == nil ? value.midSentence : value)
        case .label: bytes.append(label)
        case .noun:
          let start = bytes.count
          bytes.append(label)
          let noun = bytes.withBytes { Self.noun($0[start...]) }
          bytes.truncate(to: noun.end)
          plurals.append(noun.isPlural)
        case .concept: if let concept = row.concept { bytes.append(concept.words) }
        case .thing: bytes.append(row.fact.name == .labelWithArticle ? label.withArticle : label)
        }
        ends.append(Int32(bytes.count))
      }
    }
    (self.bytes, self.ends, self.plurals) = (bytes.bytes, ends, plurals)
  }

  /// What of a label is measured ends before a comma; `experts per token` are several experts.
  private static func noun(_ label: Slice<UnsafeBufferPointer<UInt8>>) -> (end: Int, isPlural: Bool) {
    let noun = label.prefix { $0 != UInt8(ascii: ",") }
    let per = noun.indices.first {
      noun[$0] == UInt8(ascii: " ") && noun[$0...].starts(with: " per ".utf8)
    }
    return (noun.endIndex, noun[..<(per ?? noun.endIndex)].last == UInt8(ascii: "s"))
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
