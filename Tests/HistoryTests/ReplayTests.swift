import Git
import History
import Records
import TestSupport
import Testing

/// Replaying a record's events from nothing gives its present fields, on random histories with merges and renames.
struct ReplayTests {
  private struct Model: Equatable {
    var path: String
    var fields: [String: RecordedValue]
  }

  /// The records of one commit by their ids.
  private typealias State = [String: Model]

  @Test(arguments: UInt64(1)...12)
  func `events replayed along the graph give every commit's fields`(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let fixture = try FixtureRepository()
    var states: [(id: ObjectID, state: State)] = []
    var branches: [String: State] = ["main": [:]]
    var bases: [ObjectID: State] = [:]
    var fork: State = [:]
    var current = "main"

    for step in 0..<60 {
      var state = branches[current] ?? [:]
      let others = branches.keys.filter { $0 != current }
      if let other = others.first, Int.random(in: 0..<5, using: &random) == 0 {
        var merged = merge(state, branches[other] ?? [:], base: fork)
        if Bool.random(using: &random) { mutate(&merged, on: current, step: step, using: &random) }
        let differences = files(from: state, to: merged).merging(files(from: branches[other] ?? [:], to: merged)) { $1 }
        let id = try fixture.merge(other, message: "\(step)", files: differences)
        bases[id] = fork
        branches = [current: merged]
        states.append((id, merged))
        continue
      }
      if others.isEmpty, step > 3, Bool.random(using: &random) {
        fork = state
        try fixture.createBranch("side\(step)")
        branches["side\(step)"] = state
      } else if let other = others.first, Bool.random(using: &random) {
        current = other
        try fixture.switchTo(other)
        state = branches[other] ?? [:]
      }
      let before = state
      mutate(&state, on: current, step: step, using: &random)
      let id = try fixture.commit("\(step)", files: files(from: before, to: state))
      branches[current] = state
      states.append((id, state))
    }

    let tip = try fixture.tip()
    let events = try await History(repository: fixture.repository, tip: tip).events(HistoryQuery()).events
    let eventsByCommit = Dictionary(grouping: events, by: \.commit.id)
    var replayed: [ObjectID: State] = [:]
    for (id, state) in states where try fixture.repository.isAncestor(id, of: tip) {
      let parents = try fixture.repository.commit(id).parents.map { replayed[$0] ?? [:] }
      var result = parents.first ?? [:]
      if parents.count == 2 { result = merge(parents[0], parents[1], base: bases[id] ?? [:]) }
      for event in eventsByCommit[id] ?? [] {
        try replay(event, on: &result, isMerge: parents.count == 2, seed: seed)
      }
      #expect(result == state, "seed \(seed), commit \(id)")
      replayed[id] = result
    }
    #expect(replayed.count > 20, "seed \(seed)")
  }

  // MARK: - Making a history

  /// Changes up to three records; no two branches ever make a record of the same id.
  private func mutate(_ state: inout State, on branch: String, step: Int, using random: inout SplitMix64) {
    for _ in 0...Int.random(in: 0..<3, using: &random) {
      let known = state.keys.sorted()
      let fresh = "\(branch)\(Int.random(in: 0..<4, using: &random))"
      let id = Bool.random(using: &random) ? fresh : known.randomElement(using: &random) ?? fresh
      switch (state[id] != nil, Int.random(in: 0..<8, using: &random)) {
      case (false, _):
        state[id] = Model(path: "goals/\(id)-\(step).md", fields: ["id": .text(id), "a": .text("\(step)")])
      case (true, 0):
        state[id] = nil
      case (true, 1):
        state[id]?.path = "notes/\(id)-\(step).md"
      case (true, 2):
        state[id]?.fields["list"] = .list(
          RecordedList((0..<Int.random(in: 0..<3, using: &random)).map { "\($0)" })
        )
      case (true, 3):
        state[id]?.fields["b"] = nil
      default:
        let name = ["a", "b", "c.d"].randomElement(using: &random) ?? "a"
        state[id]?.fields[name] = .text("\(Int.random(in: 0..<4, using: &random))")
      }
    }
  }

  /// Merges as a person would who settles every dispute for the first side.
  private func merge(_ ours: State, _ theirs: State, base: State) -> State {
    var merged: State = [:]
    for id in Set(ours.keys).union(theirs.keys) {
      let (our, their, before) = (ours[id], theirs[id], base[id])
      guard choose(our != nil, their != nil, base: before != nil) else { continue }
      guard let path = choose(our?.path, their?.path, base: before?.path) ?? our?.path ?? their?.path else { continue }
      // Where one side lacks the record, the other's fields are the record's.
      guard let our, let their else {
        merged[id] = ours[id] ?? theirs[id]
        continue
      }
      var fields: [String: RecordedValue] = [:]
      for name in Set(our.fields.keys).union(their.fields.keys) {
        fields[name] = choose(our.fields[name], their.fields[name], base: before?.fields[name])
        if case (.list(let ours)?, .list(let theirs)?) = (our.fields[name], their.fields[name]) {
          fields[name] = mergeItems(ours, theirs, base: before?.fields[name])
        }
      }
      merged[id] = Model(path: path, fields: fields)
    }
    return merged
  }

  /// Merges two lists by their items, which are in order and each there once.
  private func mergeItems(_ ours: RecordedList, _ theirs: RecordedList, base: RecordedValue?) -> RecordedValue {
    let before: Set<String> = if case .list(let items)? = base { Set(items) } else { [] }
    let items = Set(ours).union(theirs).filter { item in
      choose(ours.contains(item), theirs.contains(item), base: before.contains(item))
    }
    return .list(RecordedList(items.sorted()))
  }

  private func choose<Value: Equatable>(_ ours: Value, _ theirs: Value, base: Value) -> Value {
    ours == base ? theirs : ours
  }

  private func files(from old: State, to new: State) -> [String: String?] {
    var files: [String: String?] = [:]
    for model in old.values { files[model.path] = .some(nil) }
    for model in new.values { files[model.path] = text(of: model) }
    return files
  }

  private func text(of model: Model) -> String {
    var lines = ["---"]
    for (name, value) in model.fields.sorted(by: { $0.key < $1.key }) {
      switch (name, value) {
      case ("c.d", .text(let text)): lines.append("c: {d: \(text)}")
      case (_, .text(let text)): lines.append("\(name): \(text)")
      case (_, .list(let items)): lines.append("\(name): [\(items.joined(separator: ", "))]")
      }
    }
    return (lines + ["---", ""]).joined(separator: "\n")
  }

  // MARK: - Replaying

  private func replay(_ event: Event, on state: inout State, isMerge: Bool, seed: UInt64) throws {
    let id = try #require(event.record.id)
    for change in event.changes {
      switch change {
      case .created, .restored:
        state[id] = Model(path: event.record.path, fields: [:])
      case .renamed(_, let to, _):
        state[id]?.path = to
      case .field(let path, let old, let new):
        if !isMerge { #expect(state[id]?.fields[path] == old, "seed \(seed), \(path) of \(id)") }
        state[id]?.fields[path] = new
      case .removed, .readable, .unreadable, .disputed, .settled, .task, .taskWord, .line, .section:
        break
      }
    }
    if event.changes.contains(.removed) { state[id] = nil }
  }
}
