import ArgumentParser
import Foundation
import Preview

/// `gallery serve`: the site in a browser while it is being written.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the site in a browser and keep it up to date.",
    discussion: """
      Builds in memory and writes nothing. Watches the content and the templates; open pages reload after each \
      change and show problems over the last good version. Ends with Ctrl-C.

      Example: gallery serve --port 0
      """)

  @Option(
    help: ArgumentHelp("The folder of models, concepts, essays and comparisons.", valueName: "folder"),
    completion: .directory)
  var content = "Content"
  @Option(
    help: ArgumentHelp("The folder of page templates and assets.", valueName: "folder"),
    completion: .directory)
  var templates = "Templates"
  @Option(help: "The port to listen on; 0 takes any that is free.")
  var port = 8080
  @Option(
    help: ArgumentHelp("The address to listen on; 0.0.0.0 lets other machines in.", valueName: "address"))
  var bind = "127.0.0.1"
  @Option(help: ArgumentHelp("How many tasks build at once.", valueName: "count"))
  var tasks = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port is 0 to 65535") }
    var address = in_addr()
    guard inet_pton(AF_INET, bind, &address) == 1 else {
      throw ValidationError("--bind is an address such as 127.0.0.1 or 0.0.0.0")
    }
    guard tasks >= 1 else { throw ValidationError("--tasks is at least 1") }
  }

  func run() async throws {
    for folder in [content, templates] where !FileManager.default.fileExists(atPath: folder) {
      throw failure("there is no folder '\(folder)'; run this beside it, or name another one", code: 2)
    }
    if !bind.hasPrefix("127.") { complain("warning: other machines can read this preview at \(bind)\n") }
    // Nothing is written to disk, so leaving at once leaves nothing behind.
    let sources = [SIGINT, SIGTERM].map { (signalNumber: CInt) in
      signal(signalNumber, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: signalNumber)
      source.setEventHandler { Foundation.exit(128 + signalNumber) }
      source.resume()
      return source
    }
    defer { sources.forEach { $0.cancel() } }
    signal(SIGPIPE, SIG_IGN)
    do {
      try await Preview(
        content: content, templates: templates, address: bind, port: port, tasks: tasks,
        terminal: terminalWidth(of: STDERR_FILENO), log: complain
      )
      .run { complain("serving \($0)/ (end with Ctrl-C)\n") }
    } catch let error as PreviewError {
      throw failure("\(error)", code: 2)
    }
  }
}
