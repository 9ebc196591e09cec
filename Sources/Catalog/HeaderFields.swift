import Architecture
import Diagnostics

extension FieldReader {
  /// A day of the calendar, as `2024-12-26`.
  mutating func date(
    _ name: String, required: Bool = false, whenMissing severity: Diagnostic.Severity = .error,
    _ documentation: String
  ) -> CalendarDate? {
    guard
      let (text, _) = locatedText(
        name, required: required, whenMissing: severity, form: .date, documentation)
    else { return nil }
    if let date = CalendarDate(text) { return date }
    let looksRight = text.count == 10 && text.allSatisfy { $0.isNumber || $0 == "-" }
    report(
      .invalidDate,
      looksRight ? "no such day: '\(text)'" : "'\(name)' must be a day as 2024-12-26, not '\(text)'",
      field: name)
    return nil
  }

  /// A web address; anything but http and https is refused.
  mutating func url(_ name: String, required: Bool = false, _ documentation: String) -> String? {
    guard let (text, location) = locatedText(name, required: required, form: .url, documentation) else {
      return nil
    }
    return checkedURL(text, at: location)
  }

  mutating func checkedURL(_ text: String, at location: SourceLocation) -> String? {
    if isWebAddress(text) { return text }
    merge([
      Diagnostic(.error, .invalidURL, "'\(text)' is not a web address; write it as https://…", at: location)
    ])
    return nil
  }

  mutating func license() -> License? {
    nested("license", "the licence of the weights, as `{ name: MIT, url: https://… }`") { fields in
      License(
        name: fields.text("name", "the licence's name"),
        url: fields.url("url", "where the licence can be read"))
    }
  }

  /// Where claims can be checked: names of the author's choice with web addresses.
  mutating func sources() -> [SourceLink] {
    entries(
      "sources", of: .text(.url), "where each claim can be checked, as `config: https://…`"
    ).compactMap { entry in
      guard case .scalar(let text, _, let location) = entry.value else {
        merge([
          Diagnostic(.error, .wrongType, "a source is a web address", at: entry.value.location)
        ])
        return nil
      }
      return checkedURL(text, at: location).map { SourceLink(key: entry.key, url: $0) }
    }
  }
}

/// An absolute http(s) address with a host and without white space, quotes or control characters.
func isWebAddress(_ text: String) -> Bool {
  let rest: Substring
  if text.hasPrefix("https://") {
    rest = text.dropFirst(8)
  } else if text.hasPrefix("http://") {
    rest = text.dropFirst(7)
  } else {
    return false
  }
  guard let first = rest.first, first.isLetter || first.isNumber || first == "[" else { return false }
  return text.unicodeScalars.allSatisfy {
    $0.value > 0x20 && $0.value != 0x7F && !"<>\"\\^`{|}".unicodeScalars.contains($0)
  }
}
