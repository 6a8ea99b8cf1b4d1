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
  /// - Throws: ``EditError`` where the field can't take it; ``CommandFailure`` for a pause that is none, a list that
  ///   can't be told apart, and the field of open questions.
  func applied(to document: Document, kind: KindDescription, today: CalendarDay) throws -> Document {
    try Self.requireOwn(field)
    if kind.kind == .relationship, field == "pauses", operation != .set {
      let isNew = operation == .insert
      let pause = try TypedPause(value, today: today, example: isNew ? "pauses+=" : "pauses-=")
      return try isNew
        ? RelationshipChange.adding(from: pause.from, to: pause.to, in: document)
        : RelationshipChange.removing(from: pause.from, to: pause.to, in: document)
    }
    if operation == .set, self.value.isEmpty, let described = kind.field(named: field), !described.isRequired,
      !described.type.mayBeEmpty
    {
      return document.frontMatter[field] == nil
        ? document : try Document.parse(document.applying(try document.unsetting(field)))
    }
    let value = operation == .set ? try fieldValue(in: kind, of: document, today: today) : .list([value])
    if operation == .insert, document.frontMatter.text(field) == self.value { return document }
    var document = document
    if case .list = value, kind.field(named: field)?.type.mayBeList ?? false {
      // A single name, as people write it by hand, is a list of one.
      document = try Document.parse(document.applying(try document.bracketing(field)))
    }
    let edits =
      switch operation {
      case .insert: try document.inserting(self.value, intoList: field, order: kind.keyOrder)
      case .remove: try document.removing(self.value, fromList: field)
      case .set: try document.setting(field, to: value, order: kind.keyOrder)
      }
    return try Document.parse(document.applying(edits))
  }

  /// Refuses the field in which merges keep what is open: what becomes of it is answered, not set.
  static func requireOwn(_ field: String) throws {
    guard field == OpenEntry.fieldName else { return }
    throw CommandFailure(
      .usage,
      "'\(field)' holds the questions that a merge left open, and nobody else writes it",
      help: "to answer them: rapport resolve"
    )
  }

  private func fieldValue(in kind: KindDescription, of document: Document, today: CalendarDay) throws -> FieldValue {
    switch kind.field(named: field)?.type {
    case .day?: return .text(CalendarDay(typed: value, today: today)?.description ?? value)
    case .texts?: return .list(try items())
    case .recordNames?:
      // No name of a record has a comma. What is a list in the file already isn't replaced by one value after `=`.
      let isOne = !value.contains(",") && !value.hasPrefix("[")
      return isOne || document.frontMatter[field]?.items != nil ? .text(value) : .list(try items())
    default: return .text(value)
    }
  }

  /// The items of a list as it was typed: between commas, or as YAML reads it between brackets.
  private func items() throws -> [String] {
    guard value.hasPrefix("["), value.hasSuffix("]") else {
      return value.split(separator: ",").map { String($0.trimmingSpaces()) }
    }
    let isOneLine = !value.contains(where: \.isNewline)
    let read = isOneLine ? try? Document.parse(Array("---\nlist: \(value)\n---\n".utf8)) : nil
    guard let items = read?.frontMatter["list"]?.items, case let texts = items.compactMap(\.text),
      texts.count == items.count
    else {
      throw CommandFailure(
        .usage,
        "this is no list of '\(field)' that can be read",
        help: "add one item at a time: \(field)+=VALUE"
      )
    }
    return texts
  }
}

extension FieldType {
  /// Whether a field may hold a list of texts.
  fileprivate var mayBeList: Bool {
    switch self {
    case .texts, .recordNames, .people: true
    case .text, .day, .timeOfDay, .integer, .choice, .entries: false
    }
  }

  /// Whether an empty text is a value of the field.
  fileprivate var mayBeEmpty: Bool {
    switch self {
    case .day, .timeOfDay, .integer, .choice: false
    case .text, .texts, .people, .recordNames, .entries: true
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
