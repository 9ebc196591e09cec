import ArgumentParser

@main
struct Gallery: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gallery",
    abstract:
      "Figures, fact sheets and comparisons of language models, generated from one specification each.",
    discussion: """
      Ends with 0 when all is fine, 1 on problems in the content or in what may be published, 2 when the world \
      failed (a file, the disk, the network), 64 on a command line that means nothing.

      Completions of commands, models, kinds and problem ids:
        source <(gallery --generate-completion-script bash)      (or zsh)
        gallery --generate-completion-script fish | source
      """,
    version: "gallery 0.1.0",
    subcommands: [
      Build.self, Serve.self, Check.self, Import.self, Inspect.self, Compare.self, Verify.self, Figure.self,
      New.self, Explain.self, Schema.self, PublishCommand.self,
    ])
}
