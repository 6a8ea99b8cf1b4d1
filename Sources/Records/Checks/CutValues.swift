extension Checks {
  /// Finds values that YAML ends at a ` #` which was meant as text, as in `reason: cohort #2`.
  ///
  /// `#` and a blank is an ordinary comment. Days, numbers and choices are complete where the `#` stands, so what
  /// follows them is a comment too.
  static func checkCutValues(_ record: RecordUnderCheck) -> [Diagnostic] {
    let document = record.document
    guard document.bytes[document.frontMatter.contentRange].contains(ASCII.hash) else { return [] }
    var found: [Diagnostic] = []
    for entry in document.frontMatter.entries {
      let field = record.description.field(named: entry.name)
      if let field, !entry.value.isEmpty, field.type.isComplete(entry.value) { continue }
      check(entry.value, in: record, into: &found)
    }
    return found
  }

  private static func check(_ node: YAMLNode, in record: RecordUnderCheck, into found: inout [Diagnostic]) {
    switch node.content {
    case .sequence(let items, isFlow: false): for item in items { check(item, in: record, into: &found) }
    case .mapping(let entries, isFlow: false): for entry in entries { check(entry.value, in: record, into: &found) }
    case .scalar(_, .plain): if let finding = cut(node, in: record) { found.append(finding) }
    default: break
    }
  }

  private static func cut(_ node: YAMLNode, in record: RecordUnderCheck) -> Diagnostic? {
    let bytes = record.document.bytes
    let lines = record.document.lines
    let line = lines.range(ofLine: lines.line(at: node.range.upperBound))
    // A value of several lines can't be quoted as one.
    guard line.contains(node.range.lowerBound) || node.range.isEmpty else { return nil }
    var hash = node.range.upperBound
    while hash < line.upperBound, ASCII.isBlank(bytes[hash]) { hash += 1 }
    guard hash > node.range.upperBound, hash + 1 < line.upperBound, bytes[hash] == ASCII.hash,
      !ASCII.isBlank(bytes[hash + 1]),
      let sentence = Sentence.sentence(from: node.range.lowerBound, to: line.upperBound, of: bytes)
    else { return nil }
    let quoted = YAMLText.doubleQuoted(sentence.text)
    return record.finding(
      .cutValue,
      .warning,
      at: hash..<sentence.range.upperBound,
      node.isEmpty ? "YAML takes this value for a comment" : "YAML takes the rest of this value for a comment",
      help: "put the whole value in double quotes: \(quoted)",
      fixes: [Fix(summary: "put the whole value in double quotes", edits: [sentence.edit])]
    )
  }
}
