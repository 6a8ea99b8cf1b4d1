import Records
import Space

/// Older notes as records: each Markdown or text file with a day in its front matter or name becomes one of its kind.
struct NotesImport {
  private let kind: RecordKind
  private let today: CalendarDay

  /// - Throws: ``CommandFailure`` for a kind whose records have more than a day to be named by.
  init(kind: RecordKind, today: CalendarDay) throws {
    let description = KindDescription.of(kind)
    guard kind == .note || (description.dayField == "date" && description.titleField == nil) else {
      throw CommandFailure(
        .usage,
        "a folder of notes doesn't become \(kind.rawValue) records",
        help: "rapport import FOLDER --kind meeting, note or reflection; for goals and the like a CSV file"
      )
    }
    self.kind = kind
    self.today = today
  }

  /// Reads the files below a folder.
  func read(_ folder: String, named name: String) throws -> ImportReading {
    let tree = WorkTree(root: folder)
    let listing = try tree.files(endingIn: [".md", ".markdown", ".txt"], ignoringCase: true)
    var reading = ImportReading()
    let notes = Set(listing.paths)
    reading.others = try tree.files(endingIn: [""]).paths.filter { !notes.contains($0) }
    for obstacle in listing.obstacles {
      reading.note("this is \(obstacle.found), which isn't followed", in: "\(name)/\(obstacle.path)", at: nil)
    }
    for closed in listing.closedFolders {
      reading.note("the folder can't be read: \(closed.reason)", in: "\(name)/\(closed.path)", at: nil)
    }
    for path in listing.paths {
      guard let bytes = try tree.read(path)?.bytes else { continue }
      read(bytes, at: path, named: "\(name)/\(path)", into: &reading)
    }
    return reading
  }

  private func read(_ bytes: [UInt8], at path: String, named source: String, into reading: inout ImportReading) {
    let hasFields = Document.hasFrontMatter(bytes)
    let start = Position(line: 1, column: 1)
    do {
      if hasFields, let problems = problems(in: bytes, at: source), !problems.isEmpty {
        reading.problems += problems
        return
      }
      guard String(validating: bytes, as: UTF8.self) != nil else {
        return reading.note("this is no text in UTF-8", in: source, at: start, help: "save it as UTF-8")
      }
      let own = hasFields ? try Document.parse(bytes) : try Document.parse(Self.begun(bytes))
      let stem = NoteName(path)
      guard let day = own.text(of: "date").flatMap({ CalendarDay($0) }) ?? stem.day else {
        if let text = stem.noSuchDay {
          return reading.note(
            "its name says \(text), a day that doesn't exist",
            in: source,
            at: start,
            help: "rename it to the day that was meant"
          )
        }
        return reading.note(
          "neither its name nor its fields tell a day",
          in: source,
          at: start,
          help: "rename it to begin with the day, such as 2025-03-10.md"
        )
      }
      let document = try filled(own, on: day, named: stem.rest)
      let name = kind == .note && !stem.rest.isEmpty ? "\(day)-\(slug(for: stem.rest))" : day.description
      let target = "\(folder)/\(name).md"
      let errors = Checks.diagnostics(for: document, at: source, kind: kind).filter { $0.severity == .error }
      reading.problems += errors
      guard errors.isEmpty else { return }
      reading.records.append(ImportedRecord(path: target, document: document, source: source, position: start))
    } catch let error as UnreadableRecord {
      reading.problems += error.problems.map { $0.at(path: source) }
    } catch {
      reading.note("its fields can't be filled in", in: source, at: start, help: "put them there in an editor")
    }
  }

  private var folder: String {
    if case .folder(let folder)? = KindDescription.of(kind).place { folder } else { "notes" }
  }

  /// What is wrong with the fields that stand in the file already, at their places.
  private func problems(in bytes: [UInt8], at source: String) -> [Diagnostic]? {
    do throws(UnreadableRecord) {
      let document = try Document.parse(bytes)
      let description = KindDescription.of(kind)
      return Checks.diagnostics(for: document, at: source, kind: kind).filter { problem in
        // What is missing is filled in.
        problem.severity == .error
          && !description.fields.contains { field in
            field.isRequired && document.frontMatter.text(field.name) == nil
              && problem.code == DiagnosticCode(kind: kind, field: field.name)
          }
      }
    } catch {
      return error.problems.map { $0.at(path: source) }
    }
  }

  /// A text with an empty front matter before it, in its own line ending.
  private static func begun(_ bytes: [UInt8]) -> [UInt8] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
    let newline = UInt8(ascii: "\n")
    let end = text.firstIndex(of: newline).map { $0 > text.startIndex && text[$0 - 1] == UInt8(ascii: "\r") } ?? false
    return Array((end ? "---\r\n---\r\n" : "---\n---\n").utf8) + text
  }

  private func filled(_ own: Document, on day: CalendarDay, named name: String) throws -> Document {
    let order = KindDescription.of(kind).keyOrder
    var document = own
    if document.text(of: "date") == nil { document = try document.with("date", set: day.description, order: order) }
    if kind == .meeting, document.text(of: "status") == nil {
      document = try document.with("status", set: day <= today ? "held" : "planned", order: order)
    }
    // What has no title by its kind keeps the words of its name all the same.
    if !name.isEmpty, document.text(of: "title") == nil {
      document = try document.with("title", set: name, order: order)
    }
    return document
  }
}

/// The name of a note's file: the day in it, and the other words.
struct NoteName {
  let day: CalendarDay?
  /// A day in the name that no calendar has, such as 2025-02-29.
  let noSuchDay: String?
  let rest: String

  /// Reads names such as `2025-03-10 Grant talk.txt`, `20250310.md` or `notes_2025.03.10.md`.
  init(_ path: String) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    guard let match = stem.firstMatch(of: #/(?:^|[^0-9])([0-9]{4})([-_. ]?)([0-9]{2})\2([0-9]{2})(?![0-9])/#),
      let year = Int(match.1), let month = Int(match.3), let date = Int(match.4)
    else {
      (day, noSuchDay, rest) = (nil, nil, stem)
      return
    }
    day = CalendarDay(year: year, month: month, day: date)
    noSuchDay = day == nil ? "\(match.1)-\(match.3)-\(match.4)" : nil
    // What parts the words from the day belongs to neither.
    let isSeparator: (Character) -> Bool = { " _-.".contains($0) }
    let before = stem[..<match.1.startIndex].reversed().drop(while: isSeparator).reversed()
    let words = String(before) + " " + String(stem[match.range.upperBound...].drop(while: isSeparator))
    rest = words.split(separator: " ").joined(separator: " ")
  }
}
