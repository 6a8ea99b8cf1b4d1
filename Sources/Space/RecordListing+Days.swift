package import Records

extension RecordListing {
  /// The path for a new record, with a number where it is taken; the case of letters tells no two apart.
  ///
  /// - Parameters:
  ///   - stem: the file's name without `.md`.
  ///   - folder: the beginning of the path up to it: a folder with its slash, or nothing.
  package func freePath(_ stem: String, in folder: String) -> String {
    let taken = Set((files.map(\.path) + missing + problems.compactMap(\.path)).map { $0.lowercased() })
    var path = "\(folder)\(stem).md"
    var number = 2
    while taken.contains(path.lowercased()) {
      path = "\(folder)\(stem)-\(number).md"
      number += 1
    }
    return path
  }

  /// The meeting of a day, one that is planned before any other; nil where there is none.
  package func meeting(on day: CalendarDay) -> RecordFile? {
    let there = files.filter { $0.kind == .meeting && RecordName.day(of: $0) == day }
    return there.first { ($0.document?.text(of: "status") ?? "planned") == "planned" } ?? there.first
  }

  /// Where the meeting of a day is, else the path for a new one.
  ///
  /// Both may prepare it apart from each other, so only a meeting that was put on another day is in the way of its name.
  package func pathOfMeeting(on day: CalendarDay) -> String {
    if let meeting = meeting(on: day) { return meeting.path }
    let path = "meetings/\(day).md"
    let isOfAnother = files.contains { $0.path == path && RecordName.day(of: $0) != day }
    return isOfAnother ? freePath(day.description, in: "meetings/") : path
  }
}
