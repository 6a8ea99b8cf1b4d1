import Records

/// The `@who` and `key:value` words of a task, by what they say.
struct TaskWords: Hashable {
  /// What the `@who` words together are called, which is no key.
  static let people = "@"

  /// The keys, and ``people``, in the order of their first occurrence.
  private(set) var names: [String] = []
  private var values: [String: String] = [:]

  init(_ marks: [String]) {
    for mark in marks {
      if mark.hasPrefix("@") {
        add(mark, as: Self.people)
      } else if let colon = mark.firstIndex(of: ":") {
        add(String(mark[mark.index(after: colon)...]), as: String(mark[..<colon]))
      }
    }
  }

  private mutating func add(_ value: String, as name: String) {
    if let known = values[name] {
      values[name] = known + " " + value
    } else {
      names.append(name)
      values[name] = value
    }
  }

  /// What the task says under a name; `nil` where it says nothing.
  subscript(name: String) -> String? { values[name] }
}

extension RecordSnapshot.Task {
  /// Tells the words that a task has otherwise than before; the order of people says nothing.
  func wordChanges(since old: Self, in heading: String?) -> [Change] {
    guard old.marks != marks else { return [] }
    let (before, after) = (TaskWords(old.marks), TaskWords(marks))
    return (after.names + before.names.filter { after[$0] == nil }).compactMap { name in
      let isSame =
        name == TaskWords.people
        ? Set(old.people) == Set(people) : before[name] == after[name]
      return isSame ? nil : .taskWord(text: key.text, section: heading, name: name, old: before[name], new: after[name])
    }
  }

  private var people: [String] { marks.filter { $0.hasPrefix("@") } }
}
