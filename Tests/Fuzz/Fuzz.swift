import Diagnostics
import Diagram
import Foundation
import HuggingFace

@testable import Architecture
@testable import Catalog
@testable import Preview
@testable import Website

// One entry for libFuzzer; FUZZ_TARGET names what the bytes are given to. Built and run by `.ci/fuzz` only. A property
// that does not hold is a trap here, as a crash in the code itself would be.

private enum Target: String, CaseIterable {
  case frontMatter = "front-matter"
  case schedule, markdown, config, request, template

  func run(_ bytes: [UInt8]) {
    switch self {
    case .frontMatter: Self.frontMatter(bytes)
    case .schedule: Self.schedule(bytes)
    case .markdown: Self.markdown(bytes)
    case .config: Self.config(bytes)
    case .request: Self.request(bytes)
    case .template: Self.template(bytes)
    }
  }

  /// A whole model file; whatever is accepted can be counted and drawn.
  private static func frontMatter(_ bytes: [UInt8]) {
    let model = Catalog.model(bytes, path: "m.md", slug: "m")
    explain(model.diagnostics, isUsable: model.value != nil, bytes)
    guard let model = model.value else { return }
    let heading = FigureHeading(name: model.name, byline: "", isPrinted: true)
    let svg = Figures.full(model.sheet, heading: heading, composition: .wide, id: "m").svg(standalone: true)
    precondition(!svg.contains("nan") && !svg.contains("inf\""))
    precondition(Difference(older: model.sheet, newer: model.sheet).distance == 0)
  }

  private static func schedule(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    var parser = ScheduleParser(text, at: SourceLocation(file: "m.md"))
    let schedule = parser.parse()
    explain(parser.diagnostics, isUsable: schedule != nil, bytes)
    _ = schedule?.depth
  }

  private static func markdown(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    let document = Markdown.document(text, file: "m.md", firstLine: 1)
    explain(document.diagnostics, isUsable: document.value != nil, bytes)
    var size = 0
    for piece in document.value?.pieces ?? [] {
      if case .html(let html) = piece {
        size += html.utf8.count
        precondition(!html.contains("<script") && !html.contains("\u{1}"))
      }
    }
    precondition(size <= 32 * bytes.count + 65_536, "the output is far longer than the input")
  }

  /// What an importer writes can be read back.
  private static func config(_ bytes: [UInt8]) {
    let model = Importer().model(from: bytes, file: "config.json")
    explain(model.diagnostics, isUsable: model.value != nil, bytes)
    guard let model = model.value else { return }
    let read = Catalog.model(Array(model.markdown.utf8), path: "m.md", slug: "m")
    precondition(read.value != nil, TextFormat().text(read.diagnostics))
  }

  private static func request(_ bytes: [UInt8]) {
    let progress = RequestHead.read(bytes)
    switch progress {
    case .incomplete: precondition(bytes.count <= RequestHead.maximumBytes + 64)
    case .refused(let status): precondition((400..<600).contains(status))
    case .complete(let head, let length):
      precondition(length <= bytes.count)
      // The same in whatever pieces it comes.
      precondition(RequestHead.read(Array(bytes.prefix(length))) == progress)
      if case .path(let path) = RequestGate(address: "127.0.0.1", port: 8080).judge(head) {
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        precondition(!path.hasPrefix("/") && !names.contains("..") && !names.contains("."))
        precondition(head.method == "GET" || head.method == "HEAD")
        _ = Response.redirect(to: "/" + path).encoded(headOnly: false, keepsAlive: true)
      }
    }
  }

  private static func template(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let compiled = Templates.compile(["page": text, "part": "{{name}}"])
    explain(compiled.diagnostics, isUsable: compiled.value != nil, bytes)
    let slots: [Slot<Void>] = [
      .text("name") { _ in "a<b" }, .markup("markup") { $1.append("<i>") }, .flag("flag") { _ in true },
      .list("list", of: [.text("name") { $0 }]) { _ in ["x", "y"] },
    ]
    if let template = compiled.value?.template("page", [], optional: slots) {
      explain(template.diagnostics, isUsable: template.value != nil, bytes)
      var out = ByteWriter()
      template.value?.write((), to: &out)
    }
  }

  /// Nothing is refused without a word, and every problem can be printed with its line.
  private static func explain(_ diagnostics: [Diagnostic], isUsable: Bool, _ bytes: [UInt8]) {
    precondition(isUsable || diagnostics.hasErrors)
    let text = String(decoding: bytes, as: UTF8.self)
    let format = TextFormat(
      sources: Dictionary(uniqueKeysWithValues: Set(diagnostics.map(\.location.file)).map { ($0, text) }))
    _ = format.text(diagnostics)
  }
}

private let target: Target = {
  let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
  guard let target = Target(rawValue: name) else {
    preconditionFailure("FUZZ_TARGET is one of \(Target.allCases.map(\.rawValue).joined(separator: ", "))")
  }
  return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Under the name the package manager links an executable's start to.
@_cdecl("Fuzz_main")
public func fuzzMain(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt
{
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments) { fuzzOneInput($0, $1) }
}
