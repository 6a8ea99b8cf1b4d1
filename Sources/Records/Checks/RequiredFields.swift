extension Checks {
  /// Finds fields without which a record means little.
  static func checkRequiredFields(_ record: RecordUnderCheck) -> [Diagnostic] {
    record.description.fields.filter(\.isRequired).compactMap { field in
      let entry = record.document.frontMatter.entry(named: field.name)
      if let entry, !entry.value.isEmpty { return nil }
      let code = DiagnosticCode(kind: record.kind, field: field.name)
      let place = entry?.key.range ?? record.document.lines.range(ofLine: 1)
      return record.finding(
        code,
        .warning,
        at: place,
        entry == nil ? "the field '\(field.name)' is missing" : "the field '\(field.name)' is empty",
        help: entry == nil ? "add a line `\(field.name): …`. \(field.meaning)" : field.meaning
      )
    }
  }
}
