import Records

/// What a record says, in sets of texts that can be compared.
struct Facts {
  /// Each field's value without regard to spelling and order, open entries left out.
  var fields: [String: String] = [:]
  /// The scalars of the front matter, open entries left out.
  var values: Set<String> = []
  /// Every scalar and key of the front matter with the open entries'.
  var texts: [String] = []
  var comments: Set<String> = []
  var headings: Set<String> = []
  /// The lines of the body that are no tasks, without blanks around them.
  var lines: Set<String> = []
  /// The tasks: section, words and parts.
  var tasks: [String] = []
  /// Each task's words with one of its parts.
  var taskParts: Set<String> = []
  var taskCounts: [String: Int] = [:]
  /// The text of the file.
  let all: String

  init(_ bytes: [UInt8]) throws {
    all = String(decoding: bytes, as: UTF8.self)
    let document = try Document.parse(bytes)
    for entry in document.frontMatter.entries {
      texts += [entry.name] + Self.scalars(of: entry.value)
      guard entry.name != OpenEntry.fieldName else { continue }
      values.formUnion(Self.scalars(of: entry.value))
      fields[entry.name] = Self.canonical(entry.value)
    }
    let frontMatter = String(decoding: document.bytes[document.frontMatter.contentRange], as: UTF8.self)
    for line in frontMatter.split(whereSeparator: \.isNewline) {
      if let hash = line.firstRange(of: "# ")?.lowerBound, hash == line.startIndex || line[..<hash].last == " ",
        !line.contains("b # c")
      {
        comments.insert(String(line[hash...]))
      }
    }
    let body = document.body
    for section in body.sections {
      if let heading = section.heading {
        headings.insert(heading)
        lines.insert("## " + heading)
      }
      let taskLines = Set(section.tasks.map(\.lineRange))
      for line in section.lines where !taskLines.contains(line) {
        lines.insert(String(decoding: document.bytes[line], as: UTF8.self).split(separator: " ").joined(separator: " "))
      }
      for task in section.tasks {
        let parts =
          [task.state.rawValue] + task.people.sorted().map { "@" + $0 }
          + task.keys.map { "\($0.name):\($0.value)" }.sorted()
        tasks.append("\(section.heading ?? "") \(task.text) \(task.occurrence) \(parts)")
        taskParts.formUnion(parts.map { "\(task.text)|\($0)" })
        taskCounts[task.text, default: 0] += 1
      }
    }
    tasks.sort()
    lines.remove("")
  }

  /// Whether a part of a task is there, in the task or in a question.
  func hasTaskPart(_ part: String) -> Bool {
    if taskParts.contains(part) { return true }
    let pieces = part.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    let value = pieces[1].split(separator: ":", maxSplits: 1).last.map(String.init) ?? ""
    let mark = ["open": "- [ ]", "done": "- [x]", "dropped": "- [-]"][value]
    return texts.contains { $0 == value || $0.contains(pieces[1]) || (mark.map($0.contains) ?? false) }
      && texts.contains { $0.contains(pieces[0]) }
  }

  /// Whether a part is the empty box of a task that the base hasn't and that is ticked here: it only says how the task began.
  func hasTicked(_ part: String, since base: Facts) -> Bool {
    let words = part.dropLast("open".count)
    guard part.hasSuffix("|open"), !base.taskParts.contains(where: { $0.hasPrefix(words) }) else { return false }
    return taskParts.contains(words + "done") || taskParts.contains(words + "dropped")
  }

  static func scalars(of node: YAMLNode) -> [String] {
    if let text = node.text { return text.contains("\n") ? text.split(separator: "\n").map(String.init) : [text] }
    return (node.items ?? []).flatMap(scalars) + (node.entries ?? []).flatMap { [$0.name] + scalars(of: $0.value) }
  }

  static func canonical(_ node: YAMLNode) -> String {
    if let text = node.text { return text.debugDescription }
    if let items = node.items { return "[" + items.map(canonical).sorted().joined(separator: ",") + "]" }
    let pairs = (node.entries ?? []).map { $0.name.debugDescription + ":" + canonical($0.value) }
    return "{" + pairs.sorted().joined(separator: ",") + "}"
  }
}
