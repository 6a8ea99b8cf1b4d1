extension Checks {
  /// Finds days on which something is said to have happened and that haven't come anywhere, by their places.
  ///
  /// The day is that of whoever wrote it, and may be tomorrow here.
  package static func daysAhead(
    _ document: Document,
    at path: String,
    kind: RecordKind,
    today: CalendarDay
  ) -> [Diagnostic] {
    let record = RecordUnderCheck(path: path, document: document, description: .of(kind))
    var found: [Diagnostic] = []
    func look(at day: CalendarDay?, _ range: Range<Int>) {
      guard let day, day > today.latestElsewhere else { return }
      let summary = "\(day) is still ahead, so nothing can have happened on it"
      found.append(
        record.finding(.dayAhead, .warning, at: range, summary, help: "correct the day, first of all its year")
      )
    }
    for field in record.description.fields {
      guard let node = document.frontMatter[field.name] else { continue }
      var values = field.hasHappened ? [node] : []
      if case .entries(_, let parts) = field.type {
        let names = parts.filter(\.hasHappened).map(\.name)
        values += (node.items ?? []).flatMap { item in names.compactMap { item[$0] } }
      }
      for value in values { look(at: value.text.flatMap { CalendarDay($0) }, value.range) }
    }
    let assessments = kind == .skill ? document.body.sections.flatMap(\.datedLines) : []
    for line in assessments where line.assessment?.isByOneOfTheTwo ?? false { look(at: line.day, line.lineRange) }
    return found.map { $0.at(path: path) }
  }
}
