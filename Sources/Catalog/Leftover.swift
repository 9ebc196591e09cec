/// Files that editors and tools put beside the author's for a moment or forget there; neither read nor watched.
public enum Leftover {
  private static let prefixes = [".", "#", "___jb_"]
  private static let suffixes = ["~", ".swp", ".swo", ".swx", ".tmp", ".bak", ".orig", ".rej", ".part"]

  public static func isName(_ name: String) -> Bool {
    // Vim asks by a file `4913` (or, if there is one, the next number) whether it may write here.
    prefixes.contains(where: name.hasPrefix) || suffixes.contains(where: name.hasSuffix)
      || name.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
