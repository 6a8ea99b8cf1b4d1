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
      guard path.parent == .root, !document.isFlowRoot else { throw .cannotEdit(name: path.description) }
      let place = document.frontMatter.contentRange.upperBound
      let gap = value.first == "\n" || value.isEmpty ? "" : " "
      return [Edit(range: place..<place, text: "\(path):\(gap)\(value)\n")]
    }
    let place = member.place
    guard let value else {
      guard side.isTrivia(place.end..<place.end + 1) else { throw .cannotEdit(name: path.description) }
      let start = document.lines.fullRange(ofLine: document.lines.line(at: place.head.lowerBound)).lowerBound
      return [Edit(range: start..<place.end + 1, replacement: [])]
    }
    let isAbsent = place.valueRange.isEmpty && place.gap.isEmpty
    return [Edit(range: place.valueRange, text: (isAbsent ? " " : "") + value)]
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
