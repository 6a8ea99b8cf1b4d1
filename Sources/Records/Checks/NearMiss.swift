/// Lines of a body that all but say what rapport reads there.
///
/// A look at the bytes comes before each pattern: patterns are read anew wherever they are used, and most lines are no near miss.
enum NearMiss {
  /// Whether a line begins with a day, in any of the ways in which people write one, behind a bullet.
  static func isDatedItem(_ line: String) -> Bool {
    let begins = line.utf8.drop(while: isBlankOrMark).first.map(isDigit) ?? false
    guard begins else { return false }
    return line.prefixMatch(of: /\s*[-*+]\s*(?:\d{4}[-.\/]\d{1,2}[-.\/]\d{1,2}|\d{1,2}[-.\/]\d{1,2}[-.\/]\d{4})(?!\d)/)
      != nil
  }

  /// Whether a line below Assessments has a day before it, or tells who of the two and a level.
  static func isAssessment(_ line: String) -> Bool {
    guard line.utf8.contains(where: isDigit) else { return false }
    return isDatedItem(line)
      || line.prefixMatch(of: /(?i)\s*(?:[-*+]\s*)?(?:[\d.\/-]{8,10}:?\s+)?(?:mentee|mentor):?\s+[-+]?\d/) != nil
  }

  /// Whether a line begins with the box of a task, but for a blank too many or too few.
  static func isTask(_ line: String) -> Bool {
    guard line.utf8.first(where: { !isBlankOrMark($0) && !isDigit($0) }) == UInt8(ascii: "[") else { return false }
    // A link and a definition of one begin with brackets, too.
    return line.prefixMatch(of: /\s*(?:[-*+]|\d{1,9}[.)])?\s*\[\s*[xX-]?\s*\](?![(\[:])\s*\S/) != nil
  }

  /// The day behind a word "due" that isn't joined to it; nil where there is none.
  static func dueDay(in line: String) -> Substring? {
    let letters = line.utf8.map { $0 | 0x20 }
    let namesIt = letters.indices.dropLast(2).contains { letters[$0...].starts(with: "due".utf8) }
    guard namesIt, letters.contains(where: isDigit) else { return nil }
    return line.firstMatch(of: /(?i)\bdue\s*:?\s*(\d{4}-\d{1,2}-\d{1,2})(?!\d)/)?.1
  }

  /// The one of the two who is named by a word with a mark too many, such as `@mentor,` or `(@mentor)`.
  static func person(in word: Substring) -> String? {
    guard word.utf8.contains(UInt8(ascii: "@")) else { return nil }
    return word.wholeMatch(of: /(?i)[(\["'*_]*@(mentee|mentor)[)\]"'*_.,;:!?]*/).map { $0.1.lowercased() }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Whether a byte stands before the words of an item; `\s` is any blank of Unicode, so all but ASCII counts.
  private static func isBlankOrMark(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte >= 0x80 || "-*+.)".utf8.contains(byte)
  }
}
