/// The context lengths, in tokens, at which the whole program shows memory and work.
package enum ContextLengths {
  /// In tables, charts and figures, in front of the longest a model is published for.
  package static let shown = [4_096, 32_768, 131_072, 262_144, 1_048_576]
  /// The one that models are ranked and introduced by.
  package static let headline = 131_072
  /// Where memory has long been decided by what grows: comparisons of two models begin there.
  package static let long = shown.filter { $0 >= headline }
  /// After which the work of one token is shown; short ones too, since some models end there.
  package static let work = [512, 1_024, 4_096, 32_768]

  /// Those shorter than `limit`, and `limit`.
  package static func shown(to limit: Int) -> [Int] { shown.filter { $0 < limit } + [limit] }

  /// For data files, which programs read: powers of two from 1,024 up to `limit`, and `limit`.
  package static func powers(to limit: Int) -> [Int] {
    (10..<31).map { 1 << $0 }.filter { $0 < limit } + [limit]
  }
}
