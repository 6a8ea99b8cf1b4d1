package import Records

/// Finding a record by what a person types: path, file name, id, title, or `next` and `last` for meetings.
package enum RecordName {
  /// Shortest part of an id or a title that is taken for one, in bytes.
  package static let shortestIDPrefix = 3

  /// The one record that a name stands for.
  ///
  /// The first of these that fits decides: the exact path (with or without `.md`), the file's stem, `next` and `last`
  /// (meetings), the day of a meeting, a prefix of the id, the title, the beginning of the path or of the stem, a part of the title. Letter case doesn't matter for titles.
  ///
  /// - Parameters:
  ///   - missing: Paths of records whose files aren't in the folder; the name of one stands for no other.
  ///   - today: decides which meeting is next; a meeting of today that wasn't held yet is.
  /// - Throws: `.noSuchRecord` with the nearest names (for `next` the last meeting), `.ambiguousRecord` with the candidates, `.missingFile`.
  package static func find(
    _ name: String,
    among files: [RecordFile],
    missing: [String] = [],
    today: CalendarDay
  ) throws(SpaceError) -> RecordFile {
    let trimmed = name.hasPrefix("./") ? String(name.dropFirst(2)) : name
    let isThere = files.contains { $0.path == trimmed || $0.path == trimmed + ".md" || $0.stem == trimmed }
    if !isThere, let path = missing.first(where: { isExact(trimmed, of: $0) }) { throw .missingFile(path: path) }
    for rule in rules(for: trimmed, today: today) {
      let found = files.filter(rule)
      if let only = found.first, found.count == 1 { return only }
      if found.count > 1 { throw .ambiguousRecord(name: name, candidates: found.map(\.path)) }
    }
    if let meeting = meeting(trimmed, among: files, today: today) { return meeting }
    let last = trimmed == "next" ? meeting("last", among: files, today: today) : nil
    throw .noSuchRecord(name: name, suggestions: last.map { [$0.path] } ?? suggestions(for: trimmed, among: files))
  }

  /// The next meeting that is planned (today counts), or the last that isn't ahead.
  ///
  /// One that was held isn't ahead on a day that has come elsewhere, in the zone of the other person.
  package static func meeting(_ word: String, among files: [RecordFile], today: CalendarDay) -> RecordFile? {
    let meetings = files.filter { $0.kind == .meeting }.compactMap { file in
      day(of: file).map { (day: $0, file: file) }
    }
    switch word {
    case "next":
      let ahead = meetings.filter { $0.day >= today && (status(of: $0.file) ?? "planned") == "planned" }
      return ahead.min { ($0.day, $0.file.path) < ($1.day, $1.file.path) }?.file
    case "last":
      let past = meetings.filter { meeting in
        switch status(of: meeting.file) {
        case "held": meeting.day <= today.latestElsewhere
        case "cancelled": false
        case "planned": meeting.day < today
        default: meeting.day <= today
        }
      }
      return past.max { ($0.day, $0.file.path) < ($1.day, $1.file.path) }?.file
    default:
      return nil
    }
  }

  /// The day a meeting is dated: its `date`, else its file name.
  package static func day(of meeting: RecordFile) -> CalendarDay? {
    meeting.document?.text(of: "date").flatMap { CalendarDay($0) } ?? CalendarDay(String(meeting.stem.prefix(10)))
  }

  private static func status(of file: RecordFile) -> String? {
    file.document?.text(of: "status")
  }

  static func isExact(_ name: String, of path: String) -> Bool {
    path == name || path == name + ".md" || RecordFile.stem(of: path) == name
  }

  private static func rules(for name: String, today: CalendarDay) -> [(RecordFile) -> Bool] {
    let folded = name.lowercased()
    var rules: [(RecordFile) -> Bool] = [
      { $0.path == name || $0.path == name + ".md" },
      { $0.stem == name || $0.stem + ".md" == name },
    ]
    if name == "next" || name == "last" { return rules }
    if let day = CalendarDay(name) { rules.append { $0.kind == .meeting && self.day(of: $0) == day } }
    if name.utf8.count >= shortestIDPrefix {
      rules.append { $0.id == name }
      rules.append { $0.id?.hasPrefix(name) ?? false }
    }
    rules.append { $0.title.lowercased() == folded }
    if name.contains("/") { rules.append { $0.path.lowercased().hasPrefix(folded) } }
    if !folded.isEmpty { rules.append { $0.stem.lowercased().hasPrefix(folded) } }
    if folded.utf8.count >= shortestIDPrefix { rules.append { $0.title.lowercased().contains(folded) } }
    return rules
  }

  private static func suggestions(for name: String, among files: [RecordFile]) -> [String] {
    let folded = name.lowercased()
    let ranked = files.compactMap { file -> (distance: Int, path: String)? in
      let stem = file.stem.lowercased()
      var distance = min(Spelling.distance(folded, stem), Spelling.distance(folded, file.path.lowercased()))
      // The beginning of a name is enough to name a record, and may be misspelt, too.
      if folded.count >= 4 {
        distance = min(distance, 1 + Spelling.distance(folded, String(stem.prefix(folded.count))))
      }
      return distance <= max(2, folded.count / 3) ? (distance, file.path) : nil
    }
    return ranked.sorted { ($0.distance, $0.path) < ($1.distance, $1.path) }.prefix(3).map(\.path)
  }
}
