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
}
