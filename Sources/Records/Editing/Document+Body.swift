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
        addingSection(heading, [line])
      }
    return try verified([edit], expecting: .body)
  }

  /// Returns the edit that adds a text under a heading, after what stands there; of blank text none.
  ///
  /// Its lines and paragraphs stay as they are, but that a line which would begin a section gets a backslash; Markdown shows it without.
  ///
  /// - Throws: `EditError.cannotHold` if the text holds NUL or the heading a line ending, `.cannotEdit` if what follows would read otherwise,
  ///   such as by a block of code that doesn't end.
  package func addingText(_ text: String, under heading: String) throws(EditError) -> [Edit] {
    if text.utf8.contains(0) || heading.utf8.contains(where: { $0 == 0 || ASCII.isLineEnding($0) }) {
      throw .cannotHold(name: heading)
    }
    var lines = Body.escapingHeadings(text).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(String.init)
    func isBlank(_ line: String) -> Bool { line.utf8.allSatisfy(ASCII.isBlank) }
    lines = Array(lines.drop(while: isBlank))
    while let last = lines.last, isBlank(last) { lines.removeLast() }
    guard !lines.isEmpty else { return [] }
    var headings = body.sections.map(\.heading)
    let edit: Edit
    if let section = body.section(named: heading), let headingRange = section.headingRange {
      let last = lastTextLine(of: section)
      edit = adding(((last == nil ? [] : [""]) + lines).joined(separator: lineEnding), after: last ?? headingRange)
    } else {
      headings.append(heading)
      edit = addingSection(heading, lines)
    }
    let edits = try verified([edit], expecting: .body)
    guard let after = try? Document.parse(applying(edits)), after.body.sections.map(\.heading) == headings else {
      throw .cannotEdit(name: heading)
    }
    return edits
  }

  /// Returns the edit that adds a level-2 heading with lines under it, if the record doesn't have the heading yet.
  ///
  /// It comes to stand before the first heading of the record that follows it in `order`, else at the file's end.
  ///
  /// - Throws: `EditError.cannotHold` if a text holds a line ending or NUL, `.cannotEdit` if the result would read
  ///   otherwise.
  package func addingSection(_ heading: String, lines: [String], order: [String]) throws(EditError) -> [Edit] {
    guard body.section(named: heading) == nil else { return [] }
    for text in lines + [heading] where text.utf8.contains(where: { $0 == 0 || ASCII.isLineEnding($0) }) {
      throw .cannotHold(name: heading)
    }
    let later = Set(order.drop { $0 != heading }.dropFirst().map { $0.lowercased() })
    let follower = body.sections.first { section in
      section.level == 2 && section.heading.map { later.contains($0.lowercased()) } ?? false
    }
    guard let place = follower?.headingRange?.lowerBound else {
      return try verified([addingSection(heading, lines)], expecting: .body)
    }
    let text = (["## " + heading] + lines + [""]).map { $0 + lineEnding }.joined()
    return try verified([Edit(range: place..<place, text: text)], expecting: .body)
  }

  /// Returns the edits that take lines out of a section, each with its line ending.
  package func removingLines(under heading: String, where isUnwanted: (_ line: String) -> Bool) -> [Edit] {
    let unwanted = body.section(named: heading)?.lines.filter { isUnwanted(String(decoding: bytes[$0], as: UTF8.self)) }
    return (unwanted ?? []).map { line in
      Edit(range: lines.fullRange(ofLine: lines.line(at: line.lowerBound)), text: "")
    }
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

  private func addingSection(_ heading: String, _ added: [String]) -> Edit {
    let place = bytes.count..<bytes.count
    let endsWithNewline = bytes.last.map(ASCII.isLineEnding) ?? true
    let lastLine = body.sections.last?.lines.last
    let isBodyBlank = bytes[bodyRange].allSatisfy { ASCII.isBlank($0) || ASCII.isLineEnding($0) }
    let endsBlank = endsWithNewline && (isBodyBlank || lastLine.map { bytes[$0].allSatisfy(ASCII.isBlank) } ?? false)
    var text = endsWithNewline ? "" : lineEnding
    if !endsBlank, !isBodyBlank { text += lineEnding }
    text += (["## " + heading] + added).joined(separator: lineEnding)
    return Edit(range: place, text: endsWithNewline ? text + lineEnding : text)
  }
}
