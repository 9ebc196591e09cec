/// The stable names of all problems this program can report; never reused, each with one line of what it means.
public enum DiagnosticID: String, Sendable, CaseIterable {
  // Front matter and YAML
  /// The file does not start with a `---` line, or the closing `---` is missing.
  case missingFrontMatter = "missing-front-matter"
  /// The YAML between the `---` lines cannot be read.
  case invalidYAML = "invalid-yaml"
  /// The file is not UTF-8.
  case notUTF8 = "not-utf8"
  /// A control character or an exotic line separator stands in the front matter.
  case controlCharacter = "control-character"
  /// YAML aliases, tags or merge keys, which the gallery does not read.
  case forbiddenYAML = "forbidden-yaml"
  /// A size or nesting limit is exceeded.
  case limitExceeded = "limit-exceeded"
  /// The same key twice in one mapping.
  case duplicateKey = "duplicate-key"

  // Fields
  /// A field no reader asked for.
  case unknownField = "unknown-field"
  /// A field that must be there is not.
  case missingField = "missing-field"
  /// A value of another type than the field's.
  case wrongType = "wrong-type"
  /// A number outside the range its field allows.
  case outOfRange = "out-of-range"
  /// A word that is not one of the field's words.
  case unknownValue = "unknown-value"
  /// Values that are each fine but impossible together.
  case impossible = "impossible"
  /// A field that has no effect next to the others.
  case unusedField = "unused-field"
  /// A day that the calendar does not have.
  case invalidDate = "invalid-date"
  /// A link that is not http(s), or not a URL at all.
  case invalidURL = "invalid-url"
  /// A file name that cannot be a slug.
  case invalidSlug = "invalid-slug"

  // Architecture
  /// The schedule cannot be read.
  case invalidSchedule = "invalid-schedule"
  /// The schedule names a layer that `layers` does not define.
  case unknownLayer = "unknown-layer"
  /// A layer is defined and never scheduled.
  case unusedLayer = "unused-layer"
  /// A sublayer kind the gallery does not know.
  case unknownKind = "unknown-kind"
  /// The published parameter count and the computed one disagree.
  case parameterMismatch = "parameter-mismatch"

  // Between files
  /// A reference to a model, concept or page that does not exist.
  case brokenLink = "broken-link"
  /// `based_on` leads back to the model itself.
  case lineageCycle = "lineage-cycle"
  /// Two files would be written to one path, or to paths that differ only in case.
  case pathCollision = "path-collision"
  /// A number reference in prose that names no derived value.
  case unknownReference = "unknown-reference"

  // Markdown
  /// The document exceeds a limit that keeps the Markdown engine fast.
  case markdownLimit = "markdown-limit"
  /// Raw HTML is dropped.
  case rawHTML = "raw-html"
  /// A link with a dangerous scheme is dropped.
  case unsafeLink = "unsafe-link"
  /// A fenced figure block that cannot be drawn.
  case invalidEmbed = "invalid-embed"

  // Templates
  /// A template that cannot be parsed.
  case invalidTemplate = "invalid-template"
  /// A variable or section no page supplies.
  case unknownVariable = "unknown-variable"
  /// A value of a page that its template leaves out.
  case unusedValue = "unused-value"
  /// A partial that does not exist.
  case unknownPartial = "unknown-partial"

  // Files
  /// A file that cannot be read as a plain file.
  case unreadableFile = "unreadable-file"
  /// A configuration of a family the importer does not know.
  case unknownFamily = "unknown-family"
  /// A file of weights whose header breaks the rules of its format.
  case invalidWeights = "invalid-weights"
  /// A configuration key that could change shapes and that no family reads.
  case unreadKey = "unread-key"
  /// A feature without a concept page.
  case unexplainedFeature = "unexplained-feature"

  // Care, reported by `gallery check`
  /// A model without sources.
  case missingSources = "missing-sources"
  /// A concept page that no model's feature and no other page leads to.
  case unusedConcept = "unused-concept"
  /// Two models with one architecture, of which neither says so.
  case undeclaredTwin = "undeclared-twin"
  /// One name in two spellings.
  case inconsistentName = "inconsistent-name"
  /// A relation between models that their specifications or dates contradict.
  case implausibleLineage = "implausible-lineage"
  /// A typed number in prose that no specification has.
  case contradictedNumber = "contradicted-number"
  /// A model whose parameters `counts.tsv` counts otherwise or not at all, or a line of it that is no model's.
  case miscount
  /// A blank of a new or imported file that nobody filled in.
  case placeholder
  /// An address in the rendered site that leads nowhere.
  case deadAddress = "dead-address"
}
