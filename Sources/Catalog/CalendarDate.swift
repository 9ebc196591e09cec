/// A day of the Gregorian calendar, without a clock or a time zone.
public struct CalendarDate: Hashable, Sendable, Comparable {
  public var year: Int
  public var month: Int
  public var day: Int

  /// Stands for a day nobody has stated; before every real day.
  public static let unknown = CalendarDate()
  public var isKnown: Bool { year > 0 }

  private init() { (year, month, day) = (0, 0, 0) }

  /// Nil when the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= days[month - 1] else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// `2024-12-26`; nil for any other form or an impossible day.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.count) == [4, 2, 2],
      text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "-") }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `2024-12-26`; nil for a day nobody has stated.
  public var iso: String? {
    isKnown ? "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" : nil
  }

  /// `2024-12-26` where a cell or a line has room for no more.
  package var short: String { iso ?? "not stated" }

  /// `26 December 2024`.
  public var long: String {
    guard isKnown else { return Self.unknownText }
    return "\(day) \(Self.months[month - 1]) \(year)"
  }

  /// `December 2024`.
  public var monthAndYear: String {
    guard isKnown else { return Self.unknownText }
    return "\(Self.months[month - 1]) \(year)"
  }

  private static let unknownText = "release date not stated"

  public static func < (a: CalendarDate, b: CalendarDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  private func padded(_ value: Int, _ digits: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
