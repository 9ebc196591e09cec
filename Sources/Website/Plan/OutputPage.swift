import Architecture
import Diagnostics

/// One file of the site: where it goes, who asked for it, and how its bytes are made.
public struct OutputPage: Sendable {
  /// Below the output folder, with `/` between names: `models/kimi-k2/index.html`.
  public var path: String
  /// The content or template the page comes from, for messages.
  public var origin: SourceLocation
  /// Differs whenever `render` might make other bytes; nil when nobody knows.
  var key: Digest?
  /// What its bytes follow from.
  var inputs = Inputs.everything
  /// Writes all of it, and returns what it has to say.
  private let write: @Sendable (inout ByteWriter) -> [Diagnostic]

  /// What a page is made from, told apart finely enough that an edit renders few of them.
  enum Inputs: Sendable {
    /// All front matter, templates and settings, but no document's prose.
    case everything
    /// The same, and the prose of the file the page comes from.
    case document
    /// The front matter of the file the page comes from, and the settings.
    case header
    /// These; nil when nobody knows.
    case digest(Digest?)
  }

  init(
    _ path: String, from origin: SourceLocation, inputs: Inputs = .everything,
    write: @escaping @Sendable (inout ByteWriter) -> [Diagnostic]
  ) {
    self.path = path
    self.origin = origin
    self.inputs = inputs
    self.write = write
  }

  /// Of bytes that are there as a whole.
  init(
    _ path: String, from origin: SourceLocation, inputs: Inputs = .everything,
    bytes: @escaping @Sendable () -> [UInt8]
  ) {
    self.init(path, from: origin, inputs: inputs) { out in
      out.append(bytes())
      return []
    }
  }

  /// A script that gives a name to a document: a page read from a folder may load scripts, but no data.
  init(script path: String, _ name: StaticString, document: @escaping @Sendable () -> JSON) {
    self.init(path, from: SourceLocation(file: "Content")) { out in
      out.append("window.")
      out.append(name)
      out.append("=")
      document().writeCompact(to: &out)
      out.append(";\n")
      return []
    }
  }

  /// Rendered on demand, from values only, so any number of tasks may do it and a preview may render one page.
  public func render() -> Diagnosed<[UInt8]> {
    withRendered { bytes, problems in Diagnosed(bytes.map { Array($0) }, problems) }
  }

  /// Lends what it renders, nil when it has errors, without another copy.
  func withRendered<Result>(
    _ body: (UnsafeBufferPointer<UInt8>?, [Diagnostic]) throws -> Result
  ) rethrows -> Result {
    var out = ByteWriter(capacity: 32 << 10)
    let problems = write(&out)
    return try out.withBytes { try body(problems.hasErrors ? nil : $0, problems) }
  }
}
