extension Checks {
  /// Finds values that a field's type doesn't allow.
  static func checkFieldValues(_ record: RecordUnderCheck) -> [Diagnostic] {
    record.description.fields.flatMap { field -> [Diagnostic] in
      guard let node = record.document.frontMatter[field.name], !node.isEmpty else { return [] }
      return FieldCheck(record: record, field: field.name, name: field.name).problems(of: node, as: field.type)
    }
  }
}

extension FieldType {
  /// Says whether a value is a state, a day or a number as it stands.
  ///
  /// Nothing can be missing from such a value, and nobody's words are in it.
  package func isComplete(_ node: YAMLNode) -> Bool {
    guard let text = node.text else { return false }
    return switch self {
    case .day: CalendarDay(text) != nil
    case .timeOfDay: FieldCheck.isTimeOfDay(text)
    case .integer(let range): Int(text).map(range.contains) ?? false
    case .choice(let words): words.contains(text)
    case .text, .people, .texts, .recordNames, .entries: false
    }
  }
}

/// Checks the value of one field of one record.
struct FieldCheck {
  let record: RecordUnderCheck
  /// The field of the record, which gives findings their code.
  let field: String
  /// What is looked at: the field, or a part of one of its entries.
  let name: String

  func problems(of node: YAMLNode, as type: FieldType) -> [Diagnostic] {
    switch type {
    case .texts, .recordNames, .people:
      let problems = (node.items ?? [node]).lazy.compactMap { problem(of: $0, as: type) }
      return Array(problems.prefix(ParsingLimits.reportedOddities))
    case .entries(_, let fields): return entries(node, fields)
    case .text, .day, .timeOfDay, .integer, .choice: return problem(of: node, as: type).map { [$0] } ?? []
    }
  }

  private func text(in node: YAMLNode) -> String? {
    if case .scalar(let text, _) = node.content { text } else { nil }
  }

  private func problem(of node: YAMLNode, as type: FieldType) -> Diagnostic? {
    // An alias has a finding of its own.
    if case .alias = node.content { return nil }
    guard let text = text(in: node) else { return notText(node) }
    switch type {
    case .day:
      guard let problem = DayProblem(text) else { return nil }
      return finding(node, .error, problem.summary, help: problem.help(example: "2026-06-30"))
    case .timeOfDay:
      if Self.isTimeOfDay(text) { return nil }
      return finding(node, .error, "this is not a time of day", help: "write it as 16:00")
    case .integer(let range): return integer(node, text, in: range)
    case .choice(let words): return choice(node, text, among: words)
    case .people: return person(node, text)
    case .text, .texts, .recordNames, .entries: return nil
    }
  }

  private func finding(
    _ node: YAMLNode,
    _ severity: Severity,
    _ summary: String,
    help: String,
    fixes: [Fix] = []
  ) -> Diagnostic {
    let code = DiagnosticCode(kind: record.kind, field: self.field)
    return record.finding(code, severity, at: node.range, summary, help: help, fixes: fixes)
  }

  private func notText(_ node: YAMLNode) -> Diagnostic {
    let found = node.items == nil ? "a mapping" : "a list"
    // Items have no fix: to prove one costs a parse, and a list may hold thousands.
    let isWholeValue = record.document.frontMatter[name]?.range == node.range
    let fix = isWholeValue ? SentenceRepair.quoting(valueAt: node.range.lowerBound, in: record.document.bytes) : nil
    return finding(
      node,
      .error,
      "'\(name)' should hold text, but YAML reads \(found) here",
      help: fix == nil ? "write plain words, without brackets or braces" : "put the value in double quotes",
      fixes: fix.map { [$0] } ?? []
    )
  }

  private func integer(_ node: YAMLNode, _ text: String, in range: ClosedRange<Int>) -> Diagnostic? {
    guard let number = Int(text), !text.hasPrefix("+") else {
      return finding(
        node,
        .error,
        "this is not a whole number",
        help: "write a number from \(range.lowerBound) to \(range.upperBound)"
      )
    }
    if range.contains(number) { return nil }
    return finding(
      node,
      .error,
      "\(number) is outside of what '\(name)' can be",
      help: "write a number from \(range.lowerBound) to \(range.upperBound)"
    )
  }

  private func choice(_ node: YAMLNode, _ text: String, among words: [String]) -> Diagnostic? {
    if words.contains(text) { return nil }
    let near = Spelling.nearest(to: text, among: words)
    return finding(
      node,
      .error,
      "unknown \(name) '\(text.prefix(40))'",
      help: near.map { "did you mean '\($0)'?" } ?? "write one of: \(words.joined(separator: ", "))",
      fixes: near.map { word in
        [Fix(summary: "change it to '\(word)'", edits: [Edit(range: node.range, text: word)])]
      } ?? []
    )
  }

  private func person(_ node: YAMLNode, _ text: String) -> Diagnostic? {
    if Self.isPerson(text) { return nil }
    return finding(
      node,
      .error,
      "this is not a name with an address",
      help: "write it as in a commit: Ben Osei <ben@hosp.org>"
    )
  }

  private func entries(_ node: YAMLNode, _ fields: [FieldDescription]) -> [Diagnostic] {
    guard let items = node.items else {
      return [finding(node, .error, "'\(name)' should be a list", help: "write `- {\(example(of: fields))}` below it")]
    }
    return items.flatMap { item -> [Diagnostic] in
      guard item.entries != nil else {
        return [finding(item, .error, "this entry has no fields", help: "write it as `{\(example(of: fields))}`")]
      }
      return fields.flatMap { field -> [Diagnostic] in
        guard let value = item[field.name], !value.isEmpty else {
          guard field.isRequired else { return [] }
          return [
            finding(item, .warning, "'\(field.name)' is missing in this entry of '\(name)'", help: field.meaning)
          ]
        }
        return FieldCheck(record: record, field: self.field, name: field.name).problems(of: value, as: field.type)
      }
    }
  }

  private func example(of fields: [FieldDescription]) -> String {
    fields.filter(\.isOffered).map { "\($0.name): …" }.joined(separator: ", ")
  }

  // MARK: - Forms

  /// Says whether a text is `HH:MM` from 00:00 to 23:59; the first digit may be left out.
  static func isTimeOfDay(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy(ASCII.isDigit) }),
      let hours = Int(parts[0]), let minutes = Int(parts[1])
    else { return false }
    return hours < 24 && minutes < 60
  }

  /// Says whether a text is `Name <address>` with one `@` in the address.
  static func isPerson(_ text: String) -> Bool {
    guard let open = text.firstIndex(of: "<"), text.last == ">", open != text.startIndex else { return false }
    let address = text[text.index(after: open)...].dropLast()
    let name = text[..<open]
    guard name.contains(where: { $0 != " " }), !address.contains("<"), !address.contains(">"), !address.contains(" ")
    else { return false }
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
  }
}
