import Records
import Space

/// The rows of a table as records of one kind: each column is a field of the kind, or a heading of its text.
struct TableImport {
  /// What a column becomes.
  private enum Target: Hashable {
    case field(String)
    case heading(String)
    case nothing
  }

  private let kind: KindDescription
  /// What columns are called in the table, by lower-case name: as they were typed, and what they become.
  private let names: [String: (column: String, field: String)]
  private let template: Document
  private let session: Session

  /// - Parameter names: columns whose name isn't the field's, as `HEADER=FIELD`; without a field a column is left out.
  /// - Throws: ``CommandFailure`` where the kind has one file alone, or a name is written wrongly.
  init(kind: RecordKind, names: [String], template: Document, session: Session) throws {
    self.kind = .of(kind)
    guard case .folder? = self.kind.place else {
      throw CommandFailure(.usage, "there is one \(kind.rawValue) at most", help: "rapport edit \(kind.rawValue)")
    }
    var pairs: [String: (column: String, field: String)] = [:]
    for name in names {
      guard let equals = name.lastIndex(of: "=") else {
        throw CommandFailure(.usage, "'\(name)' names no field", help: "--map \"Due date=target\"")
      }
      let column = String(name[..<equals])
      pairs[Self.folded(column)] = (column, String(name[name.index(after: equals)...]))
    }
    self.names = pairs
    self.template = template
    self.session = session
  }

  /// Reads the rows of a file.
  func read(_ bytes: [UInt8], named source: String, listing: RecordListing) throws -> ImportReading {
    var reading = ImportReading()
    let table: CSVTable
    do throws(CSVTable.Problem) {
      table = try CSVTable.parse(bytes)
    } catch {
      reading.note(error.summary, in: source, at: error.position, help: Self.mending)
      return reading
    }
    for problem in table.problems {
      reading.note(problem.summary, in: source, at: problem.position, help: Self.mending)
    }
    let targets = targets(of: table.header, source, &reading)
    guard reading.problems.count == table.problems.count else { return reading }
    var generator = SeededGenerator(seed: session.context.seed)
    let present = Dictionary(listing.files(of: kind.kind).map { ($0.title.lowercased(), $0) }) { first, _ in first }
    var titles: Set<String> = []
    var stems = Set((listing.files.map(\.path) + listing.missing).map { $0.lowercased() })
    for row in table.rows {
      let id = RecordIdentifier.make(using: &generator)
      try add(Array(zip(targets, row)), id: id, present, &titles, &stems, source, &reading)
    }
    return reading
  }

  private static let mending = "mend it in the program that wrote it"

  private func targets(of header: [CSVTable.Cell], _ source: String, _ reading: inout ImportReading) -> [Target] {
    var targets: [Target] = []
    for cell in header {
      let name = names[Self.folded(cell.text)]?.field ?? cell.text
      let target = target(named: name)
      if let target, target == .nothing || !targets.contains(target) {
        targets.append(target)
        continue
      }
      targets.append(.nothing)
      let near = Spelling.nearest(to: Self.folded(name), among: kind.fields.map(\.name))
      let summary =
        target == nil ? "a \(kind.kind.rawValue) has no field '\(name)'" : "two columns become the field '\(name)'"
      reading.note(
        summary,
        in: source,
        at: cell.position,
        help: target == nil
          ? "say what it is: --map \"\(cell.text)=\(near ?? "FIELD")\"; --map \"\(cell.text)=\" leaves it out"
          : "leave one of them out of the file, or give it another name"
      )
    }
    let columns = Set(header.map { Self.folded($0.text) })
    for (folded, name) in names.sorted(by: { $0.key < $1.key }) where !columns.contains(folded) {
      reading.note(
        "no column is called '\(name.column)'",
        in: source,
        at: header.first?.position,
        help: "--map takes the words of the header: \(header.map(\.text).joined(separator: ", "))"
      )
    }
    return targets
  }

  private func target(named name: String) -> Target? {
    if name.isEmpty { return .nothing }
    let folded = Self.folded(name)
    if let field = kind.fields.first(where: { $0.name == folded }) { return .field(field.name) }
    return kind.headings.map(\.name).first { Self.folded($0) == folded }.map(Target.heading)
  }

  private static func folded(_ name: String) -> String {
    name.lowercased().split { $0 == " " || $0 == "_" || $0 == "-" }.joined(separator: "_")
  }

  private func add(
    _ cells: [(Target, CSVTable.Cell)],
    id: String,
    _ present: [String: RecordFile],
    _ titles: inout Set<String>,
    _ stems: inout Set<String>,
    _ source: String,
    _ reading: inout ImportReading
  ) throws {
    func cell(of field: String) -> CSVTable.Cell? { cells.first { $0.0 == .field(field) }?.1 }
    let start = cells.first?.1.position ?? Position(line: 1, column: 1)
    let naming = kind.titleField ?? kind.dayField ?? "date"
    guard let name = cell(of: naming), !name.text.isEmpty else {
      return reading.note("this row has no \(naming)", in: source, at: cell(of: naming)?.position ?? start)
    }
    if kind.titleField != nil, !titles.insert(name.text.lowercased()).inserted {
      return reading.note(
        "two rows have this \(naming)",
        in: source,
        at: name.position,
        help: "leave one of them out, or change its \(naming)"
      )
    }
    if kind.titleField == nil, CalendarDay(name.text) == nil {
      return reading.note("'\(name.text)' is no day", in: source, at: name.position, help: "write it as 2025-03-10")
    }
    let stem = kind.titleField == nil ? name.text : RecordDraft.stem(for: name.text)
    guard case .folder(let folder)? = kind.place else { return }
    let known = kind.titleField == nil ? nil : present[name.text.lowercased()]
    let path =
      known?.path ?? (kind.titleField == nil ? "\(folder)/\(stem).md" : Self.free("\(folder)/\(stem)", &stems))
    do {
      let document = try document(of: cells, id: id)
      let problems = problems(in: document, cells: cells, source)
      reading.problems += problems
      guard problems.isEmpty else { return }
      let record = ImportedRecord(path: path, document: document, source: source, position: start)
      guard let known else { return reading.records.append(record) }
      reading.leaveOut(record, differing: differing(cells, document, from: known))
    } catch {
      reading.note("this row can't be written as a record", in: source, at: start)
    }
  }

  private static func free(_ beginning: String, _ taken: inout Set<String>) -> String {
    var number = 1
    var path = beginning + ".md"
    while !taken.insert(path.lowercased()).inserted {
      number += 1
      path = "\(beginning)-\(number).md"
    }
    return path
  }

  private func document(of cells: [(Target, CSVTable.Cell)], id: String) throws -> Document {
    var document = template
    if kind.hasID { document = try document.with("id", set: id, order: kind.keyOrder) }
    for (target, cell) in cells where !cell.text.isEmpty {
      switch target {
      case .nothing: continue
      case .field(let field) where names(several: cell.text, in: field):
        let items = cell.text.split(separator: ",").map { String($0.trimmingSpaces()) }
        document = try Document.parse(
          document.applying(try document.setting(field, to: .list(items), order: kind.keyOrder))
        )
      case .field(let field):
        let assignment = Assignment(field: field, value: cell.text)
        document = try assignment.applied(to: document, kind: kind, today: session.today)
      case .heading(let heading):
        document = try Document.parse(document.applying(try document.addingText(cell.text, under: heading)))
      }
    }
    return document
  }

  /// The fields and headings that a row gives another value than the record has.
  private func differing(_ cells: [(Target, CSVTable.Cell)], _ row: Document, from file: RecordFile) -> [String] {
    guard let present = file.document else { return [] }
    func text(under heading: String, of document: Document) -> String {
      let range = document.body.section(named: heading)?.contentRange ?? 0..<0
      return String(decoding: document.bytes[range], as: UTF8.self).split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
    }
    return cells.filter { !$0.1.text.isEmpty }.compactMap { target, _ in
      switch target {
      case .nothing: nil
      case .field(let field): row.texts(of: field) == present.texts(of: field) ? nil : field
      case .heading(let heading):
        text(under: heading, of: row) == text(under: heading, of: present) ? nil : heading
      }
    }
  }

  /// Whether a cell names several records, where the field takes a list of them.
  private func names(several text: String, in field: String) -> Bool {
    if case .recordNames? = kind.field(named: field)?.type { text.contains(",") } else { false }
  }

  /// Errors of the record, each at the cell that it comes from.
  private func problems(in document: Document, cells: [(Target, CSVTable.Cell)], _ source: String) -> [Diagnostic] {
    Checks.diagnostics(for: document, at: source, kind: kind.kind).filter { $0.severity == .error }.map { problem in
      let cell = cells.first { target, _ in
        if case .field(let field) = target {
          DiagnosticCode(kind: kind.kind, field: field) == problem.code
        } else {
          false
        }
      }?.1
      let position = cell?.position ?? cells.first?.1.position
      return Diagnostic(
        code: problem.code,
        severity: .error,
        path: source,
        start: position,
        end: position,
        summary: problem.summary,
        help: problem.help
      )
    }
  }
}
