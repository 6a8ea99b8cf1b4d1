extension Document {
  /// Returns the edits that add a line at the end of a section, before the blank lines that follow it.
  ///
  /// A missing heading is created at the file's end. A file without a final newline stays without one.
  ///
  /// - Throws: `EditError.cannotHold` if the line holds a line ending or NUL, `.cannotEdit` if the result would read
  ///   otherwise.
  package func addingLine(_ line: String, under heading: String) throws(EditError) -> [Edit] {
    for text in [line, heading] where text.utf8.contains(where: { $0 == 0 || ASCII.isLineEnding($0) }) {
      throw .cannotHold(name: heading)
    }
    let edit =
      if let section = body.section(named: heading), let headingRange = section.headingRange {
        adding(line, after: lastTextLine(of: section) ?? headingRange)
      } else {
        addingSection(heading, line)
      }
    return try verified([edit], expecting: .body)
  }

  /// Returns the edit that changes the character in a task's box.
  ///
  /// The task must come from this document's body; a task that is in this state already needs no edit.
  package func marking(_ task: TaskItem, as state: TaskState) -> [Edit] {
    task.state == state ? [] : [Edit(range: task.boxRange, text: String(state.mark))]
  }

  private func lastTextLine(of section: Section) -> Range<Int>? {
    section.lines.last { !bytes[$0].allSatisfy(ASCII.isBlank) }
  }

  private func adding(_ line: String, after previous: Range<Int>) -> Edit {
    let full = lines.fullRange(ofLine: lines.line(at: previous.lowerBound))
    let place = full.upperBound..<full.upperBound
    let endsFile = full.upperBound == previous.upperBound
    return Edit(range: place, text: endsFile ? lineEnding + line : line + lineEnding)
  }

  private func addingSection(_ heading: String, _ line: String) -> Edit {
    let place = bytes.count..<bytes.count
    let endsWithNewline = bytes.last.map(ASCII.isLineEnding) ?? true
    let lastLine = body.sections.last?.lines.last
    let isBodyBlank = bytes[bodyRange].allSatisfy { ASCII.isBlank($0) || ASCII.isLineEnding($0) }
    let endsBlank = endsWithNewline && (isBodyBlank || lastLine.map { bytes[$0].allSatisfy(ASCII.isBlank) } ?? false)
    var text = endsWithNewline ? "" : lineEnding
    if !endsBlank, !isBodyBlank { text += lineEnding }
    text += "## \(heading)\(lineEnding)\(line)"
    return Edit(range: place, text: endsWithNewline ? text + lineEnding : text)
  }
}
