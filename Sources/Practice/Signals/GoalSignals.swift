import History
import Records
import Space

extension Signals {
  /// S1: how many goals are worked on at one time.
  @Sendable static func activeGoals(_ circumstances: Circumstances) -> [Signal] {
    let work = ActiveWork(in: circumstances.files, terms: circumstances.terms)
    guard work.active.count > work.limit.value else { return [] }
    return [
      Signal(
        .activeGoals,
        "\(work.active.count) \(work.words) recorded as active; \(work.limit.description)",
        numbers: [.init("active \(work.words)", work.active.count), .init("\(work.words) at one time", work.limit)],
        records: work.active.map(\.path),
        nextStep: "Which one waits? rapport set GOAL status=paused --because TEXT"
      )
    ]
  }

  /// S2: targets that were moved again and again.
  @Sendable static func movedTargets(_ circumstances: Circumstances) -> [Signal] {
    guard let histories = circumstances.histories else { return [] }
    return circumstances.files(of: .goal).filter(\.isPursued).compactMap { goal in
      let targets = TargetMoves(in: histories[goal.path], to: goal.document?.text(of: "target")).targets
      let moves = targets.count - 1
      guard moves >= 2 else { return nil }
      return Signal(
        .movedTarget,
        "\(goal.stem): target recorded as moved \(moves == 2 ? "twice" : "\(moves) times") (\(targets.joined(separator: " → ")))",
        numbers: [.init("times the target was moved", moves)],
        records: [goal.path],
        nextStep: "Is it the day, the size or the wish that changed? rapport log \(shell: goal.stem) --field target"
      )
    }
  }

  /// S4: active goals that nothing was recorded of for long.
  @Sendable static func untouchedGoals(_ circumstances: Circumstances) -> [Signal] {
    guard let histories = circumstances.histories else { return [] }
    return circumstances.files(of: .goal).compactMap { goal in
      // What isn't saved yet is a change of today.
      guard goal.document?.text(of: "status") == "active", goal.standing == .saved,
        let last = histories[goal.path].last?.day
      else { return nil }
      let days = circumstances.days(since: last)
      guard circumstances.isLong(days) else { return nil }
      return Signal(
        .untouchedGoal,
        "\(goal.stem): no recorded change in \(counted(days, "day")); meetings every \(circumstances.terms.cadenceDays.description)",
        numbers: [.init("days", days), .init("cadence in days", circumstances.terms.cadenceDays)],
        records: [goal.path],
        nextStep: "A smaller step, a pause, or let it go? rapport set \(shell: goal.stem) status=paused --because TEXT"
      )
    }
  }

  /// S11: whose goals they are.
  @Sendable static func goalOrigin(_ circumstances: Circumstances) -> [Signal] {
    let goals = circumstances.files(of: .goal)
    guard goals.contains(where: { $0.document?.text(of: "proposed_by") != nil }) else { return [] }
    func count(_ role: Role) -> Int { goals.count { $0.document?.text(of: "proposed_by") == role.rawValue } }
    let (mentee, mentor) = (count(.mentee), count(.mentor))
    let unknown = goals.count - mentee - mentor
    var numbers: [Signal.Number] = [.init("proposed by mentee", mentee), .init("proposed by mentor", mentor)]
    if unknown > 0 { numbers.append(.init("not recorded", unknown)) }
    if let histories = circumstances.histories {
      let first = goals.compactMap { histories[$0.path].first?.commit.author.role }
      numbers += [Role.mentee, .mentor].map { role in
        .init("first recorded by \(role.rawValue)", first.count { $0 == role })
      }
    }
    return [
      Signal(
        .goalOrigin,
        "Goals recorded as proposed: by mentee \(mentee), by mentor \(mentor)\(unknown > 0 ? ", not said \(unknown)" : "")",
        numbers: numbers,
        records: goals.map(\.path),
        nextStep: "Is each of them one that the mentee would choose again?"
      )
    ]
  }
}
