/// Settles the open questions of a record, in its text.
package struct Settlement {
  private let envelope: VersionText.Envelope
  private let side: MergeSide
  private let entries: [OpenEntry]

  /// Takes a file with questions.
  ///
  /// - Throws: `UnreadableRecord`.
  package init(_ file: [UInt8]) throws(UnreadableRecord) {
    let text = VersionText(file)
    envelope = text.envelope
    side = try MergeSide(text.bytes)
    entries = try Document.parse(text.bytes).openEntries
  }

  /// The file without the questions that were settled by hand.
  package var withoutSettled: [UInt8] { file(side, keeping: entries) }

  /// The file in which a question has an answer.
  ///
  /// - Parameter value: One of the entry's values, as it is written, or another; nil for none. Not looked at where the
  ///   question is about prose or the record as a whole: there the text is what the person makes of it.
  /// - Throws: `EditError.cannotEdit` if the way the file is written doesn't allow the change safely; it has to be made in
  ///   an editor. `.noSuchItem` if the task or heading is not there.
  package func settling(_ entry: OpenEntry, as value: String?) throws(EditError) -> [UInt8] {
    let document = side.document
    let edits: [Edit]
    switch entry.subject {
    case .section, .record, .path, .other, .task(_, TaskVersion.sectionPart?): edits = []
    case .heading(let heading):
      guard let value, let range = document.body.sections.first(where: { $0.heading == heading })?.headingRange else {
        throw .noSuchItem(name: heading)
      }
      edits = [Edit(range: range, text: value)]
    case .task(let name, let part): edits = try self.edits(of: name, part, to: value)
    case .field(let path): edits = try self.edits(at: path, to: value)
    }
    let bytes = document.applying(edits)
    guard let settled = try? MergeSide(bytes) else { throw .cannotEdit(name: entry.name) }
    if case .field(let path) = entry.subject {
      let expected = ValueSet.Value(yaml: value).canonical
      guard settled.document.frontMatter.node(at: path)?.canonicalText == expected else {
        throw .cannotEdit(name: entry.name)
      }
    }
    return file(settled, keeping: entries.filter { $0 != entry })
  }

  private func file(_ side: MergeSide, keeping entries: [OpenEntry]) -> [UInt8] {
    let content = OpenEntry.adding(entries, to: Array(side.content), isFlow: side.document.isFlowRoot)
    return envelope.file(side.text(withContent: content))
  }

  private func edits(of name: TaskName, _ part: String?, to value: String?) throws(EditError) -> [Edit] {
    let document = side.document
    let sections = document.body.sections.filter { $0.heading == name.heading }
    let task = sections.flatMap(\.tasks).first { $0.text == name.text && $0.occurrence == name.occurrence }
    guard let task else { throw .noSuchItem(name: name.text) }
    guard let part else {
      let line = document.lines.fullRange(ofLine: document.lines.line(at: task.lineRange.lowerBound))
      return [value.map { Edit(range: task.lineRange, text: $0) } ?? Edit(range: line, replacement: [])]
    }
    let version = TaskVersion(task, in: document.bytes, entries: [])
    let isState = part == TaskVersion.statePart
    let state = isState ? value.flatMap(TaskState.init(rawValue:)) : task.state
    guard let state else { throw .cannotHold(name: name.text) }
    let line = version.line(state: state, people: task.people, values: isState ? [] : [(part, value)])
    return [Edit(range: task.lineRange, replacement: line)]
  }

  private func edits(at path: FieldPath, to value: String?) throws(EditError) -> [Edit] {
    let document = side.document
    guard path != .root else {
      guard let value else { throw .cannotEdit(name: path.description) }
      return [Edit(range: document.frontMatter.contentRange, text: value)]
    }
    guard let member = Layout(of: side)?.member(at: path, in: document) else {
      guard let value else { return [] }
      return [try adding(value, at: path)]
    }
    let place = member.place
    guard let value else { return [try removing(place, at: path)] }
    let isAbsent = place.valueRange.isEmpty && place.gap.isEmpty
    return [Edit(range: place.valueRange, text: (isAbsent ? " " : "") + value)]
  }

  /// Puts a value where its key or item is missing: behind the last of what holds it.
  private func adding(_ value: String, at path: FieldPath) throws(EditError) -> Edit {
    let document = side.document
    let gap = value.first == "\n" || value.isEmpty ? "" : " "
    let head: String
    switch MemberName(last: path, in: path.parent) {
    case .key(let name): head = YAMLText.scalar(name, in: .flow) + ":" + gap
    case .item: head = ""
    case .scalar, nil: throw .cannotEdit(name: path.description)
    }
    if path.parent == .root, !document.isFlowRoot {
      let place = document.frontMatter.contentRange.upperBound
      return Edit(range: place..<place, text: head + value + "\n")
    }
    guard let holder = document.frontMatter.node(at: path.parent) else { throw .cannotEdit(name: path.description) }
    let last = holder.entries?.last?.value ?? holder.items?.last
    switch holder.content {
    case .mapping(_, isFlow: true), .sequence(_, isFlow: true):
      let place = last?.range.upperBound ?? holder.range.lowerBound + 1
      return Edit(range: place..<place, text: (last == nil ? "" : ", ") + head + value)
    case .mapping, .sequence:
      // A list that isn't between brackets begins with a dash, which its items need, too.
      let dash = holder.items == nil ? "" : "- "
      let place = document.endOfLines(upTo: last?.range.upperBound ?? holder.range.upperBound)
      let indentation = String(repeating: " ", count: side.column(of: holder.range.lowerBound))
      return Edit(range: place..<place, text: indentation + dash + head + value + "\n")
    case .scalar, .alias: throw .cannotEdit(name: path.description)
    }
  }

  /// Takes a value out with its key, or an item.
  private func removing(_ place: Place, at path: FieldPath) throws(EditError) -> Edit {
    let document = side.document
    if let holder = document.frontMatter.node(at: path.parent), holder.isFlow {
      let ranges = holder.entries?.map { $0.key.range.lowerBound..<$0.value.range.upperBound }
      let values = holder.entries?.map(\.value) ?? holder.items ?? []
      guard let index = values.firstIndex(of: place.node) else { throw .cannotEdit(name: path.description) }
      let removal = document.flowRemoval(of: index, among: ranges ?? values.map(\.range))
      return Edit(range: removal, replacement: [])
    }
    let start = document.lines.fullRange(ofLine: document.lines.line(at: place.head.lowerBound)).lowerBound
    guard document.bytes[start..<place.head.lowerBound].allSatisfy(ASCII.isBlank),
      side.isTrivia(place.end..<place.end + 1)
    else { throw .cannotEdit(name: path.description) }
    return Edit(range: start..<place.end + 1, replacement: [])
  }
}

extension YAMLNode {
  /// Whether it is a list or mapping between brackets.
  fileprivate var isFlow: Bool {
    switch content {
    case .mapping(_, let isFlow), .sequence(_, let isFlow): isFlow
    case .scalar, .alias: false
    }
  }
}

extension Layout {
  /// The member that holds the value at a path.
  fileprivate func member(at path: FieldPath, in document: Document) -> Member? {
    guard let node = document.frontMatter.node(at: path) else { return nil }
    var layout: Layout? = self
    while let current = layout {
      let holder = current.members.first { member in
        let range = member.place.node.range
        return range.lowerBound <= node.range.lowerBound && node.range.upperBound <= range.upperBound
      }
      guard let holder else { return nil }
      if holder.place.node == node { return holder }
      layout = Layout(of: holder.place)
    }
    return nil
  }
}
