import History
import Records
import Space

extension Signals {
  /// The span of days that is looked back on.
  static let span = 90

  /// S3: goals whose target has passed.
  @Sendable static func passedTargets(_ circumstances: Circumstances) -> [Signal] {
    circumstances.files(of: .goal).filter(\.isPursued).compactMap { goal in
      guard let target = goal.day(of: "target") else { return nil }
      let days = circumstances.days(since: target)
      guard days >= 1 else { return nil }
      return Signal(
        .pastDay,
        "\(goal.stem): target \(target) has passed, recorded as \(goal.document?.text(of: "status") ?? "open")",
        numbers: [.init("days", days)],
        records: [goal.path],
        nextStep: "Reached, a new day, or no longer wanted? rapport set \(shell: goal.stem) target=DAY --because TEXT"
      )
    }
  }

  /// S3: open tasks whose day has passed, for both in the same words.
  @Sendable static func passedTasks(_ circumstances: Circumstances) -> [Signal] {
    let passed = circumstances.tasks.filter { item in
      item.isAction && item.task.state == .open && item.task.due.map { circumstances.days(since: $0) >= 1 } ?? false
    }
    guard !passed.isEmpty else { return [] }
    let shares = Share.of(passed)
    return [
      Signal(
        .pastDay,
        "\(counted(passed.count, "task")) recorded as open after \(passed.count == 1 ? "its" : "their") day ("
          + shares.map { "\($0.name) \($0.items.count)" }.joined(separator: ", ") + ")",
        numbers: [.init("tasks", passed.count)] + shares.map { .init($0.name, $0.items.count) },
        records: unique(passed.map(\.file.path)),
        nextStep: "Do, drop or change? rapport tasks"
      )
    ]
  }

  /// S8: what became of tasks by their day, for both in the same words.
  @Sendable static func followThrough(_ circumstances: Circumstances) -> [Signal] {
    guard let histories = circumstances.histories else { return [] }
    let since = circumstances.today.adding(days: -span)
    let due = circumstances.tasks.filter { item in
      item.isAction && item.task.state != .dropped
        && item.task.due.map { $0 >= since && $0 < circumstances.today } ?? false
    }
    guard !due.isEmpty else { return [] }
    var numbers: [Signal.Number] = []
    let parts = Share.of(due).map { share in
      let inTime = share.items.count { wasDoneInTime($0, histories[$0.file.path]) }
      let later = share.items.count { $0.task.state == .done } - inTime
      let open = share.items.count - inTime - later
      let counts = [("by their day", inTime), ("later", later), ("open", open)]
      numbers += counts.map { .init("\(share.name) \($0.0)", $0.1) }
      guard !share.items.isEmpty else { return "\(share.name) 0 due" }
      return "\(share.name) " + counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
    }
    return [
      Signal(
        .followThrough,
        "Due in the last \(span) days and recorded as done: \(parts.joined(separator: "; "))",
        numbers: [.init("tasks", due.count)] + numbers,
        records: unique(due.map(\.file.path)),
        nextStep: "Are the days you agree on the right ones?"
      )
    ]
  }

  /// S9: items that go from agenda to agenda.
  @Sendable static func carriedItems(_ circumstances: Circumstances) -> [Signal] {
    guard let meeting = circumstances.planned.first ?? circumstances.held.last else { return [] }
    let agendas = circumstances.tasks.filter { $0.file.kind == .meeting && !$0.isAction }
    return agendas.filter { $0.file.path == meeting.file.path && $0.task.state == .open }.compactMap { item in
      guard let origin = MeetingTwins.origin(of: item.task.text) else { return nil }
      let carried = agendas.filter { MeetingTwins.origin(of: $0.task.text) == origin }.map(\.file.path)
      let times = unique(carried).count
      guard times >= 3 else { return nil }
      return Signal(
        .carriedItem,
        "Recorded as carried over \(times) times since \(origin.day): \(origin.text)",
        numbers: [.init("times", times)],
        records: unique(carried),
        nextStep: "Do, drop or change?"
      )
    }
  }

  private static func wasDoneInTime(_ item: RecordTask, _ events: [Event]) -> Bool {
    guard item.task.state == .done, let due = item.task.due else { return false }
    let done = events.last { event in
      event.changes.contains { change in
        if case .task(item.task.text, _, _, .done) = change { true } else { false }
      }
    }
    return done.map { $0.day <= due } ?? false
  }

  private static func unique(_ paths: [String]) -> [String] {
    var seen: Set<String> = []
    return paths.filter { seen.insert($0).inserted }
  }

  /// The tasks of one of the two, or of nobody named.
  private struct Share {
    let name: String
    let items: [RecordTask]

    /// Both, always in this order, and nobody named where there is such a task.
    static func of(_ items: [RecordTask]) -> [Share] {
      let names = [Role.mentee, .mentor].map(\.rawValue)
      let shares = names.map { name in Share(name: name, items: items.filter { $0.task.isFor(name) }) }
      let rest = items.filter { item in !names.contains(where: item.task.isFor) }
      return shares + (rest.isEmpty ? [] : [Share(name: "nobody named", items: rest)])
    }
  }
}
