import Diagnostics

/// The file `gallery new` writes: a small model that builds, with a word on every field.
public struct ModelSkeleton: Sendable {
  public let slug: String
  public let text: String

  /// Nil with a problem when `slug` cannot be a page's address.
  ///
  /// The problem is placed in the file that would be written to `folder`.
  public static func named(_ slug: String, in folder: String = "models") -> Diagnosed<ModelSkeleton> {
    ContentSlug.check(fileName: slug + ".md", path: "\(folder)/\(slug).md").map { slug in
      let name = slug.split(separator: "-").map { word($0) }.joined(
        separator: " ")
      return ModelSkeleton(
        slug: slug,
        text: template.replacing(
          "name: NAME                        ",
          with: "name: \(name)" + String(repeating: " ", count: max(1, 28 - name.count))))
    }
  }

  /// A size such as `7b` or `a22b` is written with capitals, a word with one.
  private static func word(_ text: Substring) -> String {
    let isSize = text.last.map { "bmt".contains($0) } == true && text.contains(where: \.isNumber)
    return isSize ? text.uppercased() : text.prefix(1).uppercased() + text.dropFirst()
  }

  static let organization = "Unknown"
  static let summary = "One sentence on what is unusual about this architecture."

  private static let template = """
    ---
    name: NAME                        # as its maker writes it
    organization: Unknown              # spelt as in the maker's other models
    released: 2026-01-01               # the first public release
    # license: { name: MIT, url: https://opensource.org/license/mit }
    summary: One sentence on what is unusual about this architecture.
    # parameters: { total: 671B, active: 37B }   # as published; checked against the computed ones
    # sources:                         # where each claim can be checked
    #   config: https://…/config.json
    #   report: https://arxiv.org/abs/…
    # based_on:                        # same, scaled, modified or borrowed
    #   - { model: other-slug, relation: modified }
    # compare_with: [other-slug]

    context: 8192                      # tokens
    width: 4096                        # hidden_size
    vocabulary: 128256
    tied_embeddings: false
    norm: { kind: rms, placement: pre }

    layers:                            # the distinct layers, each a list of sublayers
      dense:
        - { kind: attention, heads: 32, kv_heads: 8, head_size: 128 }
        - { kind: gated_mlp, width: 14336 }
    schedule: 32 * dense               # as 10 * (5 * local + global) + 2 * local
    ---
    What changed against the predecessor, why, and how we know. Derived numbers are written by name: one token
    costs {{kv_per_token}} of cache.

    """
}
