/// The levels at which a skill can be seen.
package enum SkillScale {
  /// The levels of a skill whose scale states no numbers.
  package static let anyLevel = 0...10

  /// Reads the levels from the words besides the assessments: `Scale 1–5` or `level 0 to 3`, else the numbers before `=`.
  ///
  /// - Returns: nil where they state none.
  package static func stated(in skill: Document) -> ClosedRange<Int>? {
    var stated: [Int] = []
    for section in skill.body.sections where !SectionLine.makesAssessments(section.heading ?? "") {
      for range in section.lines {
        // Patterns are read anew for each line, and few lines hold a number.
        guard skill.bytes[range].contains(where: (UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { continue }
        let line = String(decoding: skill.bytes[range], as: UTF8.self)
        // One pattern after the other, for both in one would look from each such word to the end of the line.
        if let word = line.firstMatch(of: /(?i)(?:scale|levels?)\W/),
          let found = line[word.range.upperBound...].firstMatch(
            of: /(?i)(\d{1,2})\s?(?:–|-|to)\s?(\d{1,2})(?:$|[^\d\-–])/
          ),
          let low = Int(found.1), let high = Int(found.2), low < high
        {
          return low...high
        }
        stated += line.matches(of: /(?:^|\D)(\d{1,2})\s*=/).compactMap { Int($0.1) }
      }
    }
    guard let low = stated.min(), let high = stated.max(), low < high else { return nil }
    return low...high
  }
}
