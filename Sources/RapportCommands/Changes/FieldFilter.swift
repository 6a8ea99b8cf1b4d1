import Practice
import Records
import Space

/// `KEY=VALUE`, as a condition on records.
struct FieldFilter {
  private let field: String
  private let value: String

  init(_ assignment: Assignment) {
    (field, value) = (assignment.field, assignment.value)
  }

  /// Whether the record's field has the value, or its list an item.
  func fits(_ file: RecordFile) -> Bool {
    field == "status" ? file.status == value : file.document?.texts(of: field).contains(value) ?? false
  }

  /// What may be misspelt, where no record of some kinds has the value; nil where nothing seems to be.
  ///
  /// - Parameter kinds: The kinds that were looked through; empty for all.
  func hint(for kinds: Set<RecordKind>) -> String? {
    let descriptions = (kinds.isEmpty ? RecordKind.allCases : Array(kinds)).map(KindDescription.of)
    let fields = descriptions.compactMap { $0.field(named: field) }
    guard !fields.isEmpty else {
      let names = descriptions.flatMap { $0.fields.map(\.name) }
      let near = Spelling.nearest(to: field, among: names).map { " Did you mean \($0)?" } ?? ""
      return field == "id" ? nil : "None of them has a field '\(field)'." + near
    }
    var choices: [String] = []
    for case .choice(let words) in fields.map(\.type) { choices += words.filter { !choices.contains($0) } }
    guard !choices.isEmpty, !choices.contains(value) else { return nil }
    return Spelling.nearest(to: value, among: choices).map { "Did you mean \(field)=\($0)?" }
      ?? "\(field) is one of \(choices.joined(separator: ", "))."
  }
}
