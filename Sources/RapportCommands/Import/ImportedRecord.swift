import History
import Records
import Reports
import Space

/// A record that comes from an older file, before anything is written.
struct ImportedRecord {
  /// Where it goes in the space.
  var path: String
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
  /// Records that are left out since they, or others in their place, are in the space already.
  private(set) var known: [(record: ImportedRecord, isSame: Bool)] = []
  /// Rows whose record is in the space already, and the columns in which it holds something else.
  private(set) var knownRows: [(record: ImportedRecord, differing: [String])] = []

  /// Leaves out a row whose record is there already.
  mutating func leaveOut(_ record: ImportedRecord, differing: [String]) {
    knownRows.append((record, differing))
  }

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

  /// Gives records that go to one place numbers, and leaves out those whose place in the space is taken.
  ///
  /// A text that is there word for word was brought in before. None gets a number beside another text of the space,
  /// which may be the same note as it was edited since.
  mutating func findPlaces(in space: Space, listing: RecordListing) throws {
    func present(_ path: String) throws -> [UInt8]? {
      listing.missing.contains(path) ? [] : try space.workTree?.read(path)?.bytes
    }
    var taken: Set<String> = []
    var new: [ImportedRecord] = []
    for record in records {
      var number = 1
      var record = record
      let beginning = record.path
      while let text = try present(record.path), text != record.document.bytes || taken.contains(record.path) {
        number += 1
        record.path = Self.numbered(beginning, number)
      }
      if try present(record.path) == nil {
        record.path = beginning
        new.append(record)
      } else {
        taken.insert(record.path)
        known.append((record, isSame: true))
      }
    }
    records = []
    for var record in new {
      let beginning = record.path
      var number = 1
      while !taken.insert(record.path).inserted {
        number += 1
        record.path = Self.numbered(beginning, number)
      }
      if try present(record.path) == nil { records.append(record) } else { known.append((record, isSame: false)) }
    }
  }

  private static func numbered(_ path: String, _ number: Int) -> String { "\(path.dropLast(3))-\(number).md" }

  /// What is left out, and why.
  var lines: [StyledText] {
    func line(_ reason: String, _ names: [String]) -> StyledText? {
      names.isEmpty
        ? nil : StyledText("Left out, since \(reason): \(CommandFailure.candidates(names).joined(separator: ", "))")
    }
    func sources(isSame: Bool) -> [String] {
      known.filter { $0.isSame == isSame }.map { "\($0.record.source) (\($0.record.path))" }
    }
    func rows(isSame: Bool) -> [String] {
      knownRows.filter { $0.differing.isEmpty == isSame }.map { row in
        let place = "\(row.record.source):\(row.record.position.line) (\(row.record.path)"
        return place + (isSame ? ")" : ": \(row.differing.joined(separator: ", ")))")
      }
    }
    return [
      line("only Markdown and text files are brought in", others),
      line("it is there already", sources(isSame: true)),
      line("another text is there already", sources(isSame: false)),
      line("its record is there already", rows(isSame: true)),
      line("its record is there already, with something else in these columns", rows(isSame: false)),
    ].compactMap(\.self)
  }

  /// What the answer in JSON says besides.
  var members: [JSONValue.Member] {
    [
      .init("problems", .array(problems.map(DiagnosticText.json))),
      .init(
        "leftOut",
        .array(
          (known.map(\.record) + knownRows.map(\.record)).map { record in
            .object([.init("source", .string(record.source)), .init("path", .string(record.path))])
          }
        )
      ),
    ]
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
