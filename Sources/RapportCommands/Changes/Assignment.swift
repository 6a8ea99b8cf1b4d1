import ArgumentParser
import Practice
import Records

/// `KEY=VALUE`, `KEY+=VALUE` or `KEY-=VALUE`, as typed.
struct Assignment: Sendable, Hashable {
  /// What happens to the field.
  enum Operation: Sendable, Hashable {
    case set
    case insert
    case remove
  }

  let field: String
  let operation: Operation
  let value: String

  /// Reads an assignment; nil where the text is none, such as a record's name.
  init?(_ text: String) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
    var name = text[..<equals]
    switch name.last {
    case "+": operation = .insert
    case "-": operation = .remove
    default: operation = .set
    }
    if operation != .set { name.removeLast() }
    let isName =
      name.first?.isLetter ?? false
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    guard isName else { return nil }
    field = String(name)
    value = String(text[text.index(after: equals)...])
  }

  init(field: String, operation: Operation = .set, value: String) {
    self.field = field
    self.operation = operation
    self.value = value
  }

  /// The document with the assignment carried out.
  ///
  /// - Throws: ``EditError`` where the field can't take it; ``CommandFailure`` for a pause that is none.
  func applied(to document: Document, kind: KindDescription, today: CalendarDay) throws -> Document {
    if kind.kind == .relationship, field == "pauses", operation != .set {
      let isNew = operation == .insert
      let pause = try TypedPause(value, today: today, example: isNew ? "pauses+=" : "pauses-=")
      return try isNew
        ? RelationshipChange.adding(from: pause.from, to: pause.to, in: document)
        : RelationshipChange.removing(from: pause.from, to: pause.to, in: document)
    }
    let edits =
      switch operation {
      case .insert: try document.inserting(value, intoList: field, order: kind.keyOrder)
      case .remove: try document.removing(value, fromList: field)
      case .set: try document.setting(field, to: fieldValue(in: kind, today: today), order: kind.keyOrder)
      }
    return try Document.parse(document.applying(edits))
  }

  private func fieldValue(in kind: KindDescription, today: CalendarDay) -> FieldValue {
    switch kind.field(named: field)?.type {
    case .day?: .text(CalendarDay(typed: value, today: today)?.description ?? value)
    case .texts?: .list(value.split(separator: ",").map { String($0.trimmingSpaces()) })
    default: .text(value)
    }
  }
}

extension Substring {
  func trimmingSpaces() -> Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}

/// Words of a command line, divided into names and assignments.
struct Words: Sendable {
  var names: [String] = []
  var assignments: [Assignment] = []

  init(_ words: [String]) {
    for word in words {
      if let assignment = Assignment(word) {
        assignments.append(assignment)
      } else {
        names.append(word)
      }
    }
  }

  /// Words of a new record, of which the first is its title also where it looks like a field that the kind doesn't have: "n=40 cohort".
  init(_ words: [String], of kind: RecordKind) {
    self.init(words)
    let description = KindDescription.of(kind)
    guard names.isEmpty, description.titleField != nil, let first = assignments.first,
      description.field(named: first.field) == nil
    else { return }
    names = Array(words.prefix(1))
    assignments.removeFirst()
  }
}
