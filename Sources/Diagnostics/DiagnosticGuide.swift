/// What stands behind a problem's id: why it is reported and how to mend it, for `gallery explain`.
public struct DiagnosticGuide: Sendable {
  public var cause: String
  public var cure: String

  init(_ cause: String, cure: String) {
    self.cause = cause
    self.cure = cure
  }
}

extension DiagnosticID {
  public var guide: DiagnosticGuide {
    switch self {
    case .missingFrontMatter:
      DiagnosticGuide(
        "Every content file starts with a line '---', fields, and a second line '---'. One of the two lines is missing or holds something else.",
        cure:
          "Put '---' on the first line and on a line of its own after the last field. 'gallery new' writes a file to start from."
      )
    case .invalidYAML:
      DiagnosticGuide(
        "The fields between the '---' lines are YAML, and YAML cannot read them: an open quote or bracket, a ': ' inside a plain value, a tab as indentation.",
        cure:
          "Look at the caret. Values with ': ' or '#', and values that start with a special character, stand in double quotes. Indent with spaces."
      )
    case .notUTF8:
      DiagnosticGuide(
        "The file holds bytes that are not UTF-8, usually because an editor saved it as Latin-1 or UTF-16.",
        cure: "Save the file as UTF-8. The message names the first byte that is not.")
    case .controlCharacter:
      DiagnosticGuide(
        "An invisible character stands in the text: a control character, a byte order mark in the middle, a line separator editors do not show, or one that reverses the direction of writing.",
        cure: "Delete the character at the caret; it often comes with text pasted from a PDF.")
    case .forbiddenYAML:
      DiagnosticGuide(
        "Anchors, aliases, tags and merge keys make YAML mean something else than it shows, so the gallery does not read them.",
        cure:
          "Write the value out. For a sublayer that equals another layer's, write '{ same_as: layer }'. A plain value that must start with '*', '&' or '!' goes in quotes."
      )
    case .limitExceeded:
      DiagnosticGuide(
        "Front matter is limited in size, depth and number of values, far above any real model, so that no file can stop a build.",
        cure: "Move prose below the closing '---'; say repetition in the schedule instead of listing layers.")
    case .duplicateKey:
      DiagnosticGuide(
        "The same field stands twice in one mapping, and only one of them could count.",
        cure: "Keep one. The note shows where the first one stands.")
    case .unknownField:
      DiagnosticGuide(
        "No reader asked for this field at this place: a misspelt name, or a field of another kind of sublayer.",
        cure: "Take the suggested name, or remove the field. 'gallery schema' lists every field.")
    case .missingField:
      DiagnosticGuide(
        "A field that nothing can stand in for is not there.", cure: "Add it; the message says what it means."
      )
    case .wrongType:
      DiagnosticGuide(
        "The value has another type than the field: text for a number, a number for a list, quotes around a number.",
        cure:
          "Write the type the message names. Numbers stand without quotes, units and thousands separators; true and false are the only flags."
      )
    case .outOfRange:
      DiagnosticGuide(
        "The number is outside what its field allows.",
        cure: "Check it against the configuration; the message gives the range.")
    case .unknownValue:
      DiagnosticGuide(
        "The field takes one of a few words, and this is none of them.",
        cure: "Use one of the words the message lists.")
    case .impossible:
      DiagnosticGuide(
        "Each value is allowed, but no model can have them together: more active experts than there are, heads that the key-value heads do not divide.",
        cure: "Check both numbers against the configuration.")
    case .unusedField:
      DiagnosticGuide(
        "The field has no effect next to the others, so it would mislead a reader of the file.",
        cure: "Remove it, or the field that overrides it.")
    case .invalidDate:
      DiagnosticGuide(
        "A date is written as 2024-12-26 and must exist in the calendar.",
        cure: "Write year, month and day with two digits each.")
    case .invalidURL:
      DiagnosticGuide(
        "A source is a web address that starts with https:// or http://.", cure: "Write the whole address.")
    case .invalidSlug:
      DiagnosticGuide(
        "The file's name becomes the page's address, on file systems that ignore case too.",
        cure:
          "Rename the file: lower-case letters, digits, '-' and '.' between them, at most 80 characters. A note on a pair is named older-vs-newer.md."
      )
    case .invalidSchedule:
      DiagnosticGuide(
        "The schedule is a sum of layers and groups: '10 * (5 * local + global) + 2 * local'. '3 passes (…)' runs the same weights again.",
        cure: "Mend it at the caret; groups take parentheses, repetition a number and '*'.")
    case .unknownLayer:
      DiagnosticGuide(
        "The schedule, 'same_as' or a part names a layer that 'layers' does not define.",
        cure: "Correct the name, or define the layer.")
    case .unusedLayer:
      DiagnosticGuide(
        "A layer is defined and never scheduled, so no figure and no count has it.",
        cure: "Add it to the schedule, or remove it.")
    case .unknownKind:
      DiagnosticGuide(
        "'kind' names a sublayer the gallery has no description for.",
        cure: "Use a kind the message lists. A new one is one Swift file: see the essay on adding a kind.")
    case .parameterMismatch:
      DiagnosticGuide(
        "The parameters computed from the specification differ from the published count by more than its rounding.",
        cure:
          "One of the two is wrong, most often a size in the specification. If the published number is, or counts something else, say so in one sentence: parameters: { total: 8B, differs: \"8B counts the vision encoder.\" }."
      )
    case .brokenLink:
      DiagnosticGuide(
        "A link leads to a page, heading or image that does not exist.",
        cure:
          "Links inside the gallery are model:slug, concept:slug, essay:slug and compare:a,b, with '#heading' if wanted; take the suggested name or add the page."
      )
    case .lineageCycle:
      DiagnosticGuide(
        "Following 'based_on' leads back to the same model, which cannot be.",
        cure: "Remove the edge that is wrong; the message shows the way round.")
    case .pathCollision:
      DiagnosticGuide(
        "Two files would be written to one address, or to addresses that some file systems take for one.",
        cure: "Rename one of the two.")
    case .unknownReference:
      DiagnosticGuide(
        "'{{name}}' in prose prints a derived number, and no number has this name, or it is not said whose number it is.",
        cure: "Take the suggested name; outside a model's own page write '{{slug:name}}'.")
    case .markdownLimit:
      DiagnosticGuide(
        "The text exceeds a limit that keeps the Markdown engine fast; all limits are far above real pages.",
        cure: "Split the page, the table or the paragraph; escape brackets and stars that are not markup.")
    case .rawHTML:
      DiagnosticGuide(
        "HTML in Markdown is dropped, so that a page can hold nothing but text.",
        cure: "Write it in Markdown, or put it in back quotes to show it.")
    case .unsafeLink:
      DiagnosticGuide(
        "Links run no scripts and open no local files: only http, https, mailto and pages of the gallery are linked.",
        cure: "Give a web address, or remove the link.")
    case .invalidEmbed:
      DiagnosticGuide(
        "A ```figure block cannot be drawn as it is written, or a heading of level 1 stands in the text.",
        cure:
          "A figure needs 'model: slug'; a comparison 'show: comparison' and 'models: [a, b]'. Headings start with '##'."
      )
    case .invalidTemplate:
      DiagnosticGuide(
        "A template cannot be read: an open tag or section, or Mustache the gallery does not use.",
        cure: "Mend it at the place; templates know {{name}}, {{{markup}}}, sections, partials and comments.")
    case .unknownVariable:
      DiagnosticGuide(
        "A template uses a name that the page does not supply.",
        cure: "Correct the name, or supply it in the page's Swift file.")
    case .unusedValue:
      DiagnosticGuide(
        "A page works out a value that its template never prints, so readers do not see it.",
        cure: "Print the name in the template, or say that it is left out: '{{! without name }}'.")
    case .unknownPartial:
      DiagnosticGuide(
        "A template includes another one that does not exist.",
        cure: "Correct the name, or add the file to Templates.")
    case .unreadableFile:
      DiagnosticGuide(
        "A file is not a plain file, cannot be read, or lies where no content is read.",
        cure:
          "Content is gallery.yml and models, concepts, essays and comparisons with files named slug.md; move or remove the file."
      )
    case .invalidWeights:
      DiagnosticGuide(
        "A safetensors or GGUF header lists every tensor with its shape, type and place; here a rule of the format is broken, most often because a download stopped early.",
        cure: "Compare the file's size with the publisher's and download it again.")
    case .unknownFamily:
      DiagnosticGuide(
        "The importer has no description of this 'model_type', and guesses nothing.",
        cure: "Write the file by hand from 'gallery new', or add the family: see the essay on adding one.")
    case .unreadKey:
      DiagnosticGuide(
        "The configuration has a key that could change shapes, and the family does not read it.",
        cure: "Check whether it changes the architecture; if so, mend the imported file and the family.")
    case .unexplainedFeature:
      DiagnosticGuide(
        "Models have a feature that no concept page explains, so its tag leads nowhere.",
        cure: "Write Content/concepts/<slug>.md.")
    case .missingSources:
      DiagnosticGuide(
        "A model says nothing about where its facts can be checked.",
        cure: "Add 'sources' with the configuration and the report.")
    case .unusedConcept:
      DiagnosticGuide(
        "No model has the concept's feature and no page links to it, so nobody will find it.",
        cure: "Link to it, or remove the page.")
    case .undeclaredTwin:
      DiagnosticGuide(
        "Two models have the same architecture to the last number, and neither is 'based_on' the other.",
        cure:
          "Add 'based_on: [{ model: older, relation: same }]' to the newer one, or correct the size that is wrong."
      )
    case .inconsistentName:
      DiagnosticGuide(
        "One organization or model name is spelt in two ways, so filters and tables take it for two.",
        cure: "Use one spelling everywhere; the note shows the other one.")
    case .implausibleLineage:
      DiagnosticGuide(
        "A model is said to come from one that is younger, or to have the architecture of one that differs, or is to be compared with itself or twice with another.",
        cure: "Correct the date, the relation or the specification that is wrong, or remove the entry.")
    case .contradictedNumber:
      DiagnosticGuide(
        "The prose of a model types a number of layers, experts or heads, or a head size, that neither its own fields nor those of an ancestor or of a model it links to have.",
        cure:
          "Correct the number, or better write it by name, as {{layers}}; if another model is meant, link to it."
      )
    case .miscount:
      DiagnosticGuide(
        "The file counts.tsv, which pins parameters as reference implementations count them, lacks a model, has a line of none, or counts otherwise than a specification.",
        cure:
          "Add the line the message shows once the reference implementation agrees, remove the line of a model that is gone, or correct the specification."
      )
    case .placeholder:
      DiagnosticGuide(
        "A field still holds what 'gallery new' or 'gallery import' wrote for the author to replace.",
        cure: "Write the model's own name, maker or summary.")
    case .deadAddress:
      DiagnosticGuide(
        "A page of the rendered site links to a file or an id that the site does not have.",
        cure: "Correct the link in the template or page that the message names.")
    }
  }
}
