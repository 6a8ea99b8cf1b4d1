/// Lines of a body that all but say what rapport reads there.
enum NearMiss {
  /// Whether a line begins with a day, in any of the ways in which people write one, behind a bullet.
  static func isDatedItem(_ line: String) -> Bool {
    line.prefixMatch(of: /\s*[-*+]\s*(?:\d{4}[-.\/]\d{1,2}[-.\/]\d{1,2}|\d{1,2}[-.\/]\d{1,2}[-.\/]\d{4})(?!\d)/) != nil
  }

  /// Whether a line below Assessments has a day before it, or tells who of the two and a level.
  static func isAssessment(_ line: String) -> Bool {
    isDatedItem(line)
      || line.prefixMatch(of: /(?i)\s*(?:[-*+]\s*)?(?:[\d.\/-]{8,10}:?\s+)?(?:mentee|mentor):?\s+[-+]?\d/) != nil
  }

  /// Whether a line begins with the box of a task, but for a blank too many or too few.
  static func isTask(_ line: String) -> Bool {
    // A link and a definition of one begin with brackets, too.
    line.prefixMatch(of: /\s*(?:[-*+]|\d{1,9}[.)])?\s*\[\s*[xX-]?\s*\](?![(\[:])\s*\S/) != nil
  }

  /// The day behind a word "due" that isn't joined to it; nil where there is none.
  static func dueDay(in line: String) -> Substring? {
    line.firstMatch(of: /(?i)\bdue\s*:?\s*(\d{4}-\d{1,2}-\d{1,2})(?!\d)/)?.1
  }

  /// The one of the two who is named by a word with a mark too many, such as `@mentor,` or `(@mentor)`.
  static func person(in word: Substring) -> String? {
    word.wholeMatch(of: /(?i)[(\["'*_]*@(mentee|mentor)[)\]"'*_.,;:!?]*/).map { $0.1.lowercased() }
  }
}
