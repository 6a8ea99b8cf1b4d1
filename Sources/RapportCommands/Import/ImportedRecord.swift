import Records
import Space

/// A record that comes from an older file, before anything is written.
struct ImportedRecord {
  /// Where it goes in the space.
  let path: String
  let document: Document
  /// The file it comes from, as it was named, and the place in it that stands for the whole record.
  let source: String
  let position: Position
}

/// What an import found: records to write, and what is in the way; with a problem nothing is written.
struct ImportReading {
  var records: [ImportedRecord] = []
  var problems: [Diagnostic] = []
  /// Files that are left out since they are of another sort.
  var others: [String] = []

  /// Notes a problem with its place.
  mutating func note(_ summary: String, in source: String, at position: Position?, help: String? = nil) {
    problems.append(
      Diagnostic(
        code: .importProblem,
        severity: .error,
        path: source,
        start: position,
        end: position,
        summary: summary,
        help: help
      )
    )
  }

  /// Notes the records whose place is taken, in the space or by another of them.
  mutating func refuseTaken(in space: Space, listing: RecordListing) throws {
    var taken: Set<String> = []
    for record in records {
      let isFirst = taken.insert(record.path.lowercased()).inserted
      if !isFirst {
        note(
          "another part of the import goes to \(record.path), too",
          in: record.source,
          at: record.position,
          help: "give it another day or name"
        )
      } else if try listing.missing.contains(record.path) || space.workTree?.read(record.path) != nil {
        note(
          "there is a \(record.path) already",
          in: record.source,
          at: record.position,
          help: "nothing is overwritten; leave this one out, or rename it"
        )
      }
    }
  }

  /// Notes the meetings that are said to be held on a day that hasn't come.
  mutating func refuseAhead(today: CalendarDay) {
    for record in records {
      guard let ahead = Checks.heldAhead(record.document, at: record.path, today: today) else { continue }
      note(ahead.summary, in: record.source, at: record.position, help: ahead.help)
    }
  }

  /// All of it as one change.
  func plan(because: String?) -> WritePlan? {
    guard !records.isEmpty else { return nil }
    let edits = records.sorted { $0.path < $1.path }.map {
      WritePlan.FileEdit(path: $0.path, before: nil, after: $0.document.bytes)
    }
    let subject =
      records.count == 1 ? "\(RecordFile.label(of: edits[0].path)): imported" : "\(records.count) records: imported"
    return WritePlan(files: edits, message: .init(subject: subject, body: because))
  }
}

extension DiagnosticCode {
  /// What keeps a file or a row from becoming a record.
  fileprivate static let importProblem = Self(rawValue: "import")
}
