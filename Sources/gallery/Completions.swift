import Architecture
import ArgumentParser
import Diagnostics
import Foundation

/// What a shell offers behind a word of the command line; `gallery --generate-completion-script` prints the script.
extension CompletionKind {
  /// Slugs of the content folder that the line names, or of the usual one.
  static var models: CompletionKind {
    .custom { words, _, _ in
      let index = words.lastIndex(of: "--content").map { words.index(after: $0) }
      let content = index.flatMap { words.indices.contains($0) ? words[$0] : nil } ?? "Content"
      return ModelInput.slugs(in: "\(content)/models")
    }
  }

  static var problemIDs: CompletionKind { .list(DiagnosticID.allCases.map(\.rawValue)) }

  static var sublayerKinds: CompletionKind { .list(Sublayers.all.map { $0.kind }.sorted()) }

  /// Nothing: the author invents the word.
  static var invented: CompletionKind { .custom { _, _, _ in [] } }
}
