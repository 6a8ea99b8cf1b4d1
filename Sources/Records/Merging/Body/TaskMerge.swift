/// Merges one task: its box, its people and its keys are fields of their own.
struct TaskMerge {
  private let tasks: Three<TaskVersion>
  private let name: TaskName
  /// Whether a side moved it to another section, which changes it as much as other words do.
  var isMoved = false
  private(set) var openEntries: [OpenEntry] = []

  init(_ tasks: Three<TaskVersion>, name: TaskName) {
    self.tasks = tasks
    self.name = name
  }

  mutating func open(_ part: String?, shown: String?, values: [String?]) {
    openEntries.append(OpenEntry(.task(name, part: part), shown: shown, values: values))
  }

  /// The merged line; nil where the task is gone.
  mutating func line() -> [UInt8]? {
    let lines = tasks.map(\.line)
    if !isMovedAndRemoved, !tasks.all.contains(where: \.hasEntries), let settled = lines.settled { return settled }
    let whole = tasks.map { $0.values(of: nil) }
    if tasks.sides.count < 2 || whole.all.contains(where: { $0.shown != nil }) { return wholeLine(whole) }
    return lineOfParts()
  }

  private var isMovedAndRemoved: Bool { isMoved && tasks.sides.count < 2 }

  /// Merges the line as one value, where a side removed the task.
  private mutating func wholeLine(_ whole: Three<(set: ValueSet, shown: ValueSet.Value?)>) -> [UInt8]? {
    let none = ValueSet([.none])
    let merged = ValueSet.merged(
      base: isMovedAndRemoved ? ValueSet([]) : whole.base?.set ?? none,
      one: whole.one?.set ?? none,
      other: whole.other?.set ?? none
    )
    let line: [UInt8]?
    if merged.isSettled {
      line = merged.values.first?.text
    } else {
      let shown =
        whole.all.lazy.compactMap(\.shown).first ?? .init(plain: tasks.base?.values(of: nil).set.values.first?.string)
      let fallback = merged.values.compactMap(\.text).min { $0.lexicographicallyPrecedes($1) }
      line = shown.text ?? fallback
      open(nil, shown: line.map { String(decoding: $0, as: UTF8.self) }, values: merged.values.map(\.string))
    }
    openEntries += openParts(of: line)
    return line
  }

  /// The questions about parts of the line: those of the side that has it, or those that no side took away.
  private func openParts(of line: [UInt8]?) -> [OpenEntry] {
    let parts = tasks.map { $0.line == line ? Set($0.openParts) : nil }
    guard let one = parts.one, let other = parts.other else { return Array(parts.sides.first ?? []) }
    let base = parts.base ?? []
    return Array(one.intersection(other).union(one.subtracting(base)).union(other.subtracting(base)))
  }

  private mutating func lineOfParts() -> [UInt8]? {
    guard let frame else { return nil }
    let state = mergedValue(of: TaskVersion.statePart).flatMap(TaskState.init(rawValue:)) ?? frame.item.state
    let keys = tasks.all.flatMap { $0.item.keys.map(\.name) }.uniqued().sorted()
    let values = keys.map { key in (key, mergedValue(of: key)) }
    return frame.line(state: state, people: people, values: values)
  }

  private mutating func mergedValue(of part: String) -> String? {
    let values = tasks.map { $0.values(of: part) }
    let none = ValueSet([.none])
    // A task that both wrote began open: who ticked it has done something to it, and the other hasn't.
    let beginning = part == TaskVersion.statePart ? ValueSet([.init(plain: TaskState.open.rawValue)]) : none
    let merged = ValueSet.merged(
      base: values.base?.set ?? beginning,
      one: values.one?.set ?? none,
      other: values.other?.set ?? none
    )
    if merged.isSettled { return merged.values.first?.string }
    var shown = values.all.lazy.compactMap(\.shown).first?.string ?? tasks.base?.value(of: part)
    if shown == nil, part == TaskVersion.statePart { shown = merged.values.compactMap(\.string).min() }
    open(part, shown: shown, values: merged.values.map(\.string))
    return shown
  }

  /// People are a set.
  private var people: [String] {
    let lists = tasks.map { $0.item.people.uniqued() }
    let (base, one, other) = (Set(lists.base ?? []), Set(lists.one ?? []), Set(lists.other ?? []))
    let kept = one.intersection(other).union(one.subtracting(base)).union(other.subtracting(base))
    return OrderMerge.order(
      base: lists.base ?? [],
      one: lists.one ?? [],
      other: lists.other ?? [],
      keeping: kept,
      text: { Array($0.utf8) }
    )
  }

  /// The version whose words, bullet and blanks the line gets.
  private var frame: TaskVersion? {
    let prefix = tasks.map(\.prefix).layout
    let fitting = tasks.all.filter { $0.prefix == prefix }
    if let base = tasks.base, fitting.contains(where: { $0.line == base.line }) { return base }
    return fitting.min { $0.line.lexicographicallyPrecedes($1.line) }
  }
}
