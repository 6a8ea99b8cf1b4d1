extension Checks {
  /// Finds headings that are all but one below which something is read, where the record has none of that name.
  static func checkNearHeadings(_ record: RecordUnderCheck) -> [Diagnostic] {
    let sections = record.document.body.sections
    // One that the kind knows is meant as it stands.
    let others = sections.filter { section in
      section.heading.map { record.description.heading(named: $0) == nil } ?? false
    }
    let missing = record.description.headings.filter { heading in
      heading.content != .prose && record.document.body.section(named: heading.name) == nil
    }
    return missing.map(\.name).compactMap { heading in
      guard let near = others.first(where: { isNear($0.heading ?? "", to: heading) }), let place = near.headingRange
      else { return nil }
      return record.finding(
        .nearHeading,
        .hint,
        at: place,
        "nothing below this heading is read as the record's \(heading)",
        help: "if it is meant as that, call it: \(String(repeating: "#", count: near.level)) \(heading)"
      )
    }
  }

  /// Whether two headings differ only by marks, a plural or one more word behind.
  private static func isNear(_ heading: String, to known: String) -> Bool {
    func words(_ text: String) -> [Substring] {
      text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { $0.hasSuffix("s") ? $0.dropLast() : $0 }
    }
    let (own, wanted) = (words(heading), words(known))
    return own == wanted || own.count == wanted.count + 1 && own.starts(with: wanted)
  }

  /// Finds lines of a goal's progress that all but begin with a day.
  static func checkProgressDays(_ record: RecordUnderCheck) -> [Diagnostic] {
    guard record.kind == .goal,
      let heading = record.description.headings.first(where: { $0.content == .datedLines }),
      let progress = record.document.body.section(named: heading.name)
    else { return [] }
    return SectionLine.all(in: record.document.bytes, [progress.contentRange]).compactMap { line in
      guard case .text = line.content,
        NearMiss.isDatedItem(String(decoding: record.document.bytes[line.range], as: UTF8.self))
      else { return nil }
      return record.finding(
        .progressDay,
        .hint,
        at: line.range,
        "the day before this line isn't read as one",
        help: "write it as `- 2026-08-20 `, with nothing but a blank behind it"
      )
    }
  }
}
