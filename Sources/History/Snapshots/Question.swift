import Records

/// A question that a merge left open, as a leaf among the fields of a snapshot.
///
/// The field that holds the questions never shows as one: what changes of it is told as `disputed` and `settled`.
enum Question {
  /// Stands for "no value" among the values of a question; no value can be this.
  static let none = "\u{0}"

  private static let (start, end) = (OpenEntry.fieldName + "[?", "]")

  /// The path of the leaf.
  static func path(of name: String) -> String { start + name + end }

  /// Says whether a leaf is a question.
  static func isQuestion(_ path: String) -> Bool { name(of: path) != nil }

  /// What a leaf's question is about; `nil` for an ordinary leaf.
  private static func name(of path: String) -> String? {
    path.hasPrefix(start) && path.hasSuffix(end) ? String(path.dropFirst(start.count).dropLast(end.count)) : nil
  }

  /// What a question about a part of a task is called, or about the whole of it.
  private static func question(about part: String?, of task: String) -> String {
    OpenEntry(.task(TaskName(heading: nil, text: task), part: part)).name
  }

  /// Tells changes of questions as such.
  ///
  /// - A record that ends takes its questions with it.
  /// - In a merge, the value that a disputed field, or box or word of a task, shows meanwhile is nobody's choice, so that its change isn't told.
  static func told(_ changes: [Change], in snapshot: RecordSnapshot?, isMerge: Bool = false) -> [Change] {
    var disputed: Set<String> = []
    let told = changes.compactMap { change -> Change? in
      guard case .field(let path, _, let new) = change, let name = name(of: path) else { return change }
      switch new {
      case .list(let values):
        disputed.insert(name)
        return .disputed(field: name, values: values.map { $0 == none ? nil : $0 })
      case .text, nil:
        guard let snapshot else { return nil }
        return .settled(field: name, value: snapshot.fields.first { $0.path == name }?.value)
      }
    }
    guard isMerge, !disputed.isEmpty else { return told }
    return told.filter { change in
      switch change {
      case .field(let path, _, _): !disputed.contains(path)
      case .task(let text, _, _, _):
        !disputed.contains(question(about: "state", of: text)) && !disputed.contains(question(about: nil, of: text))
      case .taskWord(let text, _, let name, _, _): !disputed.contains(question(about: name, of: text))
      default: true
      }
    }
  }
}
