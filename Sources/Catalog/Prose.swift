/// Markdown as it was written, and where; a document keeps it for what only a check asks.
struct Prose: Sendable {
  let text: String
  let file: String
  let firstLine: Int
}

extension Document {
  /// The text without code and without the names of derived numbers, for the spelling of names.
  ///
  /// Read anew by whoever asks: a build does not, and would spend a tenth of its reading on the places.
  var runs: [Run] {
    guard let prose else { return [] }
    let places = ProsePlaces(prose)
    let runs = CMark.read(prose.text) { tree in
      tree.elements.filter { $0.kind == .text && $0.column > 0 }.flatMap { element -> [Run] in
        let literal = element.literal, cut = NumberMarks(literal)
        return (cut.marks.map(\.before) + [cut.rest]).filter(\.hasLetter).map { text in
          let offset = literal.utf8.distance(from: literal.startIndex, to: text.startIndex)
          return Run(
            text: String(text), location: places.place(of: String(text), offset: offset, in: element))
        }
      }
    }
    return runs ?? []
  }
}

extension Substring {
  fileprivate var hasLetter: Bool { contains(where: \.isLetter) }
}
