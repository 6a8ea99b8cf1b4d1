package import History
import Records

/// How the changes of one event read in lines of text.
package struct ChangeText: Sendable {
  /// One line for each thing that changed, the most telling first; never empty.
  package let lines: [StyledText]

  /// Longest dated line that is shown whole among the news, in characters.
  private static let lineLength = 76

  /// - Parameter isBrief: whether a long dated line is told by its beginning, as among the news of many records.
  package init(_ event: Event, isBrief: Bool = false) {
    let kind = KindDescription.of(event.record.kind)
    var lines: [StyledText] = []
    let begins = event.changes.contains { $0 == .created || $0 == .restored }
    if begins || event.changes.contains(.removed) {
      lines.append(Self.wholeRecord(event, kind: kind))
    } else {
      let day = event.commit.authored.day
      for change in event.changes {
        switch change {
        case .settled(let field, _) where Self.settledValue(of: field, in: event) != nil: continue
        case .settled(let field, _) where event.changes.contains { $0.taskQuestion == field }: continue
        case _ where Self.settlesTask(change, in: event):
          lines += Self.lines(for: change, kind: kind).map { $0 + ", settled" }
        case .field(let path, let old, let new) where Self.isToldByParts(path, from: old, to: new, in: event): continue
        case .field(let path, _, _) where Self.settledValue(of: path, in: event) != nil:
          lines += Self.lines(for: change, kind: kind).map { $0 + ", settled" }
        case .line(_, let own, let who, let text):
          lines.append(Self.line(text, who, of: own == day ? nil : own, isBrief))
        default: lines += Self.lines(for: change, kind: kind)
        }
      }
    }
    self.lines = lines
  }

  /// Whether a change of a task settled a question about it.
  private static func settlesTask(_ change: Change, in event: Event) -> Bool {
    guard let question = change.taskQuestion else { return false }
    return event.changes.contains { $0.settledName == question }
  }

  /// The value that a field got, where that settled a question about it; nil else.
  private static func settledValue(of field: String, in event: Event) -> RecordedValue? {
    for case .field(field, _, let value?) in event.changes
    where event.changes.contains(.settled(field: field, value: value)) {
      return value
    }
    return nil
  }

  /// Whether a field only says that an item of a list has no more to say than what tells it apart, or has now, where its
  /// parts came or went by the same event: either the parts or the item say it all.
  private static func isToldByParts(
    _ path: String,
    from old: RecordedValue?,
    to new: RecordedValue?,
    in event: Event
  ) -> Bool {
    event.changes.contains { change in
      guard case .field(let other, let before, let after) = change else { return false }
      if path.hasSuffix("]"), new == nil { return other.hasPrefix(path + ".") && after != nil }
      return other.hasSuffix("]") && path.hasPrefix(other + ".") && new == nil && before == nil
    }
  }

  /// A record that began or ended, in one line: its state, its day, how many tasks.
  private static func wholeRecord(_ event: Event, kind: KindDescription) -> StyledText {
    if event.changes.contains(.removed) { return StyledText("removed", .warning) }
    var parts: [StyledText] = []
    var tasks = 0
    for case .renamed(let from, _, _) in event.changes { parts.append("from \(from)") }
    for change in event.changes {
      switch change {
      case .field("status", _, .text(let status)?): parts.insert(StyledText(status, .strong), at: 0)
      case .field(let path, _, .text(let value)?):
        guard kind.field(named: path)?.type == .day, !value.isEmpty, path != "date" else { continue }
        parts.append("\(path.replacing("_", with: " ")) \(value)")
      case .task: tasks += 1
      default: continue
      }
    }
    if tasks > 0 { parts.append("\(tasks) \(tasks == 1 ? "task" : "tasks")") }
    if event.changes.contains(.restored) { parts.insert(StyledText("back again", .good), at: 0) }
    if parts.isEmpty { parts.append("created") }
    return parts.joined(by: " · ")
  }

  private static func lines(for change: Change, kind: KindDescription) -> [StyledText] {
    switch change {
    // A dated line is told with its day.
    case .created, .removed, .restored, .line: return []
    case .renamed(let from, _, let similarity):
      return ["moved from \(from)\(similarity.map { " (\($0) % alike)" } ?? "")"]
    case .unreadable(let problem):
      let place = problem.line.map { " in line \($0)" } ?? ""
      return [StyledText("can't be read from here on (\(problem.code)\(place))", .bad)]
    case .readable: return [StyledText("can be read again", .good)]
    case .field(let path, let old, let new):
      if let words = signature(path, from: old, to: new) ?? pause(path, from: old, to: new) { return [words] }
      return [field(path, type: kind.field(named: path)?.type, from: old, to: new)]
    case .disputed(let field, let values):
      let texts = values.map { $0.map { ValueText.shortened($0) } ?? "none" }
      let rest = texts.isEmpty ? "" : ": " + texts.joined(separator: " or ")
      return [StyledText(FieldWords.text(field), .strong) + StyledText(" open", .warning) + StyledText(rest)]
    case .settled(let field, let value):
      return [
        StyledText(FieldWords.text(field), .strong) + " settled" + StyledText(value.map { ": " + whole($0) } ?? "")
      ]
    case .task(let text, _, let old, let new): return [task(text, from: old, to: new)]
    case .taskWord(let text, _, let name, let old, let new): return [word(name, of: text, from: old, to: new)]
    case .section(let heading, let added, let removed): return [section(heading, added: added, removed: removed)]
    }
  }

  /// Who signed the agreement, or no longer does; nil for any other field.
  private static func signature(
    _ path: String,
    from old: RecordedValue?,
    to new: RecordedValue?
  ) -> StyledText? {
    let start = "signatures[by="
    guard path.hasPrefix(start), let end = path.lastIndex(of: "]") else { return nil }
    let who = String(path[..<end].dropFirst(start.count))
    switch (path[end...], old, new) {
    case ("].on", nil, .text(let day)?): return StyledText("signed", .good) + " by \(who) on \(day)"
    case ("].on", .text?, .text(let day)?): return StyledText("signed again", .good) + " by \(who) on \(day)"
    case ("].on", _, nil): return "signature by \(who) removed"
    case ("].time", _, .text(let time)?): return StyledText("signed again", .good) + " by \(who) at \(time)"
    default: return nil
    }
  }

  /// When a pause begins and ends; nil for any other field.
  private static func pause(_ path: String, from old: RecordedValue?, to new: RecordedValue?) -> StyledText? {
    let start = "pauses[from="
    if let first = FieldWords.item(path, of: start, part: "]") {
      return new == nil ? "pause from \(first) removed" : "pause from \(first) to further notice"
    }
    guard let first = FieldWords.item(path, of: start, part: "].to") else { return nil }
    switch new {
    case .text(let last)?: return "pause from \(first) to \(last.isEmpty ? "further notice" : last)"
    case nil: return "pause from \(first) removed"
    case .list?: return nil
    }
  }

  private static func field(
    _ path: String,
    type: FieldType?,
    from old: RecordedValue?,
    to new: RecordedValue?
  ) -> StyledText {
    let name = StyledText(path, .strong)
    switch (old, new) {
    case (.text(let old)?, .text(let new)?):
      if old.isEmpty { return name + " → \(ValueText.shortened(new))" }
      if new.isEmpty { return name + " \(ValueText.shortened(old)) → empty" }
      if let first = CalendarDay(old), let second = CalendarDay(new) {
        return name + " \(old) → \(new) (\(ValueText.distance(from: first, to: second)))"
      }
      if type == .text || old.contains(" ") || new.contains(" ") {
        let texts = ValueText.difference(from: old, to: new)
        return name + " \(texts.old) → \(texts.new)"
      }
      return name + " \(old) → \(new)"
    case (.list(let old)?, .list(let new)?):
      let added = new.filter { !old.contains($0) }.map { "+\(ValueText.shortened($0))" }
      let removed = old.filter { !new.contains($0) }.map { "−\(ValueText.shortened($0))" }
      let parts = added + removed
      return name + (parts.isEmpty ? " in another order" : " " + StyledText(parts.joined(separator: " ")))
    case (let old?, nil): return name + " removed (was \(whole(old)))"
    case (nil, let new?): return name + " → \(whole(new))"
    case (let old?, let new?): return name + " \(whole(old)) → \(whole(new))"
    case (nil, nil): return name
    }
  }

  private static func whole(_ value: RecordedValue) -> String {
    switch value {
    case .text(let text): text.isEmpty ? "empty" : ValueText.shortened(text)
    case .list(let items): "[" + items.map { ValueText.shortened($0) }.joined(separator: ", ") + "]"
    }
  }

  /// A dated line.
  ///
  /// - Parameter own: when it happened, where that isn't the day it was written down.
  private static func line(_ text: String, _ who: String?, of own: CalendarDay?, _ isBrief: Bool) -> StyledText {
    let start = own.map { "of \($0): " } ?? ""
    let text = who.map { "\($0) \(text)" } ?? text
    return StyledText(start + (isBrief ? ValueText.shortened(text, to: lineLength - start.count) : text))
  }

  private static func task(_ text: String, from old: TaskState?, to new: TaskState?) -> StyledText {
    switch (old, new) {
    case (_, .done?): StyledText("☑ ", .good) + StyledText(text)
    case (_, .dropped?): "☒ \(text) (dropped)"
    case (nil, .open?): "☐ \(text)"
    case (_, .open?): "☐ \(text) (open again)"
    case (_, nil): "\(text) (taken off the list)"
    }
  }

  /// A task's day, or who is to do it.
  private static func word(_ name: String, of task: String, from old: String?, to new: String?) -> StyledText {
    let start = StyledText(ValueText.shortened(task) + ": ")
    guard name == "@" else {
      return start + field(name, type: nil, from: old.map(RecordedValue.text), to: new.map(RecordedValue.text))
    }
    return switch (old, new) {
    case (let old?, let new?): start + "\(old) → \(new)"
    case (nil, let new?): start + "for \(new)"
    case (let old?, nil): start + "no longer for \(old)"
    case (nil, nil): start
    }
  }

  private static func section(_ heading: String?, added: Int, removed: Int) -> StyledText {
    var parts: [String] = []
    if added > 0 { parts.append("\(added) \(added == 1 ? "line" : "lines") added") }
    if removed > 0 { parts.append("\(removed) \(removed == 1 ? "line" : "lines") removed") }
    return "\(heading ?? "text"): \(parts.joined(separator: ", "))"
  }
}

extension [Event] {
  /// How many changes they tell, each in a line of its own.
  var changeCount: Int { reduce(0) { $0 + ChangeText($1).lines.count } }
}

extension Change {
  /// What a question about the box or the word of a task is called that changed; nil for another change.
  fileprivate var taskQuestion: String? {
    switch self {
    case .task(let text, _, _, _): OpenEntry(.task(TaskName(heading: nil, text: text), part: "state")).name
    case .taskWord(let text, _, let name, _, _): OpenEntry(.task(TaskName(heading: nil, text: text), part: name)).name
    default: nil
    }
  }

  /// What the question that was settled is called; nil for another change.
  fileprivate var settledName: String? {
    if case .settled(let name, _) = self { name } else { nil }
  }
}
