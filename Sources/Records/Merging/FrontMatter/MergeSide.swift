/// One version of a record in a merge: its lines without the open entries, and these.
struct MergeSide {
  let document: Document
  /// The questions about values of the front matter; whether they are open still, their place says.
  let openFields: [FieldPath: OpenEntry]
  let openTasks: [TaskName: [OpenEntry]]
  let openHeadings: [String: OpenEntry]
  /// Questions about sections, the whole record, and what isn't understood.
  let otherEntries: Set<OpenEntry>

  var bytes: [UInt8] { document.bytes }

  /// The bytes between the fences.
  var content: ArraySlice<UInt8> { bytes[document.frontMatter.contentRange] }

  /// Takes a readable version.
  ///
  /// - Throws: `UnreadableRecord`.
  init(_ text: [UInt8]) throws(UnreadableRecord) {
    let written = try Document.parse(text)
    let entries = written.writtenEntries
    // Where the open entries can't be cut out, they are a field like others.
    let cut = written.frontMatter[OpenEntry.fieldName] == nil ? nil : try? written.withoutOpenEntries
    document = cut ?? written
    guard cut != nil else {
      (openFields, openTasks, openHeadings, otherEntries) = ([:], [:], [:], [])
      return
    }
    var fields: [FieldPath: OpenEntry] = [:]
    var tasks: [TaskName: [OpenEntry]] = [:]
    var headings: [String: OpenEntry] = [:]
    var others: Set<OpenEntry> = []
    for entry in entries {
      switch entry.subject {
      case .field(let path): fields[path] = fields[path] ?? entry
      case .task(let name, _): tasks[name, default: []].append(entry)
      case .heading(let heading): headings[heading] = headings[heading] ?? entry
      case .section, .record, .path, .other: others.insert(entry)
      }
    }
    (openFields, openTasks, openHeadings, otherEntries) = (fields, tasks, headings, others)
  }

  /// The bytes between two offsets, every line but the first moved by some columns.
  ///
  /// - Parameter isWholeLines: Whether the range begins with a line, which is moved too.
  func text(_ range: Range<Int>, shift: Int, isWholeLines: Bool = false) -> [UInt8] {
    guard shift != 0 else { return Array(bytes[range]) }
    var result: [UInt8] = []
    for (index, line) in TextLine.lines(of: bytes[range]).enumerated() {
      if line.isBlank || (index == 0 && !isWholeLines) {
        result += line.bytes
      } else if shift > 0 {
        result += Array(repeating: ASCII.space, count: shift) + line.bytes
      } else {
        result += line.bytes.dropFirst(min(-shift, line.bytes.prefix { $0 == ASCII.space }.count))
      }
    }
    return result
  }
}

extension Document {
  /// The record without its open entries.
  fileprivate var withoutOpenEntries: Document {
    get throws {
      let edits = try unsetting(OpenEntry.fieldName)
      return try Document.parse(applying(edits))
    }
  }
}
