import Git
import History
import Records
import TestSupport

/// A random history of records with branches, merges, renames and everything else people do, and what is true of each commit.
///
/// Every record has a name that the repository doesn't hold, so what a record is doesn't depend on how History finds it.
struct RandomHistory {
  /// A record as it is in one commit.
  struct Record: Hashable {
    let name: Int
    var path: String

    /// What could be read last, `id` included.
    var fields: [String: String]
    var tasks: [String: TaskState] = [:]

    /// Counts the versions that can't be read; 0 where the record can be.
    var damage = 0

    /// Whether damage is a lost first line, where the place is one of a kind.
    var losesFrontMatter = false

    var id: String? { fields["id"] }
  }

  typealias State = [Int: Record]

  struct Commit {
    let parents: [Int]

    /// The commit itself and all before it.
    let ancestors: Set<Int>

    var state: State

    /// Records that are gone, as they were last.
    var gone: State
  }

  private(set) var commits: [Commit] = []
  private var random: SplitMix64
  private var branches: [Int] = []
  private var count = 0

  /// Whether ids are given and edited in place; then no record ends and all can be read.
  ///
  /// A record that one side gives another id and the other removes, moves or breaks is the same by no rule.
  private let editsIDs: Bool

  /// Whether records can't be read because they lost the first line of their front matter; elsewhere a key is there twice.
  private let losesFrontMatter: Bool

  init(seed: UInt64, length: Int = 24, losesFrontMatter: Bool = false) {
    editsIDs = seed.isMultiple(of: 2)
    self.losesFrontMatter = losesFrontMatter
    random = SplitMix64(seed: seed)
    addCommit(parents: [])
    while commits.count < length - 1 { addRandomCommit() }
    while branches.count > 1 { addMerge(of: Array(branches.prefix(2))) }
  }

  // MARK: - The graph

  private mutating func addRandomCommit() {
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<3 where branches.count < 3:
      let fork = branches.randomElement(using: &random) ?? 0
      addCommit(parents: [fork], keeping: fork)
    case 3 where branches.count < 3:
      addCommit(parents: [])
    case 4..<8 where branches.count > 1:
      let order = branches.shuffled(using: &random)
      addMerge(of: chance(2) && mayBeMergedAtOnce(order) ? order : Array(order.prefix(2)))
    default:
      addCommit(parents: [branches.randomElement(using: &random) ?? 0])
    }
  }

  /// Whether any two of the commits come from the same one as all of them, so that there is one way to merge them.
  private func mayBeMergedAtOnce(_ parents: [Int]) -> Bool {
    let bases = mergeBases(of: parents)
    return !bases.isEmpty
      && parents.allSatisfy { parent in
        !bases.contains(parent) && parents.allSatisfy { $0 == parent || mergeBases(of: [$0, parent]) == bases }
      }
  }

  private mutating func addCommit(parents: [Int], keeping kept: Int? = nil) {
    var state = parents.first.map { commits[$0].state } ?? [:]
    let gone = parents.first.map { commits[$0].gone } ?? [:]
    change(&state, before: [state], gone: gone)
    append(state, gone: gone, parents: parents, keeping: kept)
  }

  /// Adds a merge; now and then a branch goes on from before it, so that lines of work cross.
  private mutating func addMerge(of parents: [Int]) {
    var state = resolved(expected(after: parents), parents)
    let gone = parents.reduce(into: State()) { $0.merge(commits[$1].gone) { first, _ in first } }
    switch Int.random(in: 0..<8, using: &random) {
    case 0 where mayBeTakenWhole(parents[0], expected(after: parents)): state = commits[parents[0]].state
    case 1..<4: change(&state, before: parents.map { commits[$0].state } + [state], gone: gone, isMerge: true)
    default: break
    }
    append(state, gone: gone, parents: parents, keeping: chance(3) ? parents.last : nil)
  }

  /// Whether a merge that takes one side whole leaves every record readable that should be.
  ///
  /// Of one that it doesn't, no file holds what was told last.
  private func mayBeTakenWhole(_ parent: Int, _ expected: [Int: ExpectedRecord]) -> Bool {
    commits[parent].state.values.allSatisfy { $0.damage == 0 || expected[$0.name]?.isReadable == .value(false) }
  }

  private mutating func append(_ state: State, gone: State, parents: [Int], keeping kept: Int?) {
    var gone = gone
    for parent in parents { gone.merge(commits[parent].state) { $1 } }
    for name in state.keys { gone[name] = nil }
    let ancestors = parents.reduce(into: Set([commits.count])) { $0.formUnion(commits[$1].ancestors) }
    branches.removeAll { parents.contains($0) && $0 != kept }
    branches.append(commits.count)
    commits.append(Commit(parents: parents, ancestors: ancestors, state: state, gone: gone))
  }

  /// The best common ancestors, the latest first.
  private func mergeBases(of commits: [Int]) -> [Int] {
    let sets = commits.map { self.commits[$0].ancestors }
    let common = sets.dropFirst().reduce(sets.first ?? []) { $0.intersection($1) }
    let before = common.reduce(into: Set<Int>()) { $0.formUnion(self.commits[$1].ancestors.subtracting([$1])) }
    return common.subtracting(before).sorted(by: >)
  }

  // MARK: - What a merge should be

  /// A value that should be there after a merge.
  enum Expected<Value: Hashable>: Hashable {
    case value(Value)

    /// The parents changed it differently, so the merge tells its choice.
    case choice
  }

  /// A record that should be there after a merge.
  struct ExpectedRecord {
    var path: Expected<String?>
    var fields: [String: Expected<String?>]
    var tasks: [String: Expected<TaskState?>]
    var isReadable: Expected<Bool?>
  }

  /// The records that should be there after a merge, by their names.
  func expected(after parents: [Int]) -> [Int: ExpectedRecord] {
    let bases = mergeBases(of: parents)
    let root = bases.count > 1 ? mergeBases(of: bases).first : nil
    let names = Set(parents.flatMap { commits[$0].state.keys })
    var result: [Int: ExpectedRecord] = [:]
    for name in names {
      let all = parents.map { commits[$0].state[name] }
      func merge<Value: Hashable>(_ part: (Record?) -> Value, of sides: [Record?]) -> Expected<Value> {
        let baseValues = bases.isEmpty ? [part(nil)] : bases.map { part(commits[$0].state[name]) }
        let rootValue = part(root.flatMap { commits[$0].state[name] })
        let base = Set(baseValues).count == 1 ? .value(baseValues[0]) : choose(from: baseValues, .value(rootValue))
        return choose(from: sides.map(part), base)
      }
      guard merge({ $0 != nil }, of: all) == .value(true) else { continue }
      let present = all.filter { $0 != nil }
      var record = ExpectedRecord(
        path: merge({ $0?.path }, of: present),
        fields: [:],
        tasks: [:],
        isReadable: merge({ $0.map { $0.damage == 0 } }, of: present)
      )
      for field in Set(present.flatMap { $0?.fields.keys.map(\.self) ?? [] }) {
        record.fields[field] = merge({ $0?.fields[field] }, of: present)
      }
      for task in Set(present.flatMap { $0?.tasks.keys.map(\.self) ?? [] }) {
        record.tasks[task] = merge({ $0?.tasks[task] }, of: present)
      }
      result[name] = record
    }
    return result
  }

  private func choose<Value: Hashable>(from sides: [Value], _ base: Expected<Value>) -> Expected<Value> {
    let changed = Set(sides.filter { .value($0) != base })
    return changed.isEmpty ? base : changed.count == 1 ? changed.first.map { .value($0) } ?? base : .choice
  }

  /// Decides what the parents of a merge leave open.
  private mutating func resolved(_ expected: [Int: ExpectedRecord], _ parents: [Int]) -> State {
    var state: State = [:]
    var paths: Set<String> = []
    for (name, record) in expected.sorted(by: { $0.key < $1.key }) {
      let sides = parents.compactMap { commits[$0].state[name] }
      guard let side = sides.randomElement(using: &random) else { continue }
      var merged = Record(name: name, path: side.path, fields: [:])
      if case .value(let path?) = record.path { merged.path = path }
      if !paths.insert(merged.path).inserted {
        merged.path = freshPath(merged.id)
        paths.insert(merged.path)
      }
      // A version that can't be read holds everything of one side.
      if record.isReadable == .value(false) || record.isReadable == .choice {
        if let broken = sides.first(where: { $0.damage > 0 }) {
          merged = Record(
            name: name,
            path: merged.path,
            fields: broken.fields,
            tasks: broken.tasks,
            damage: broken.damage,
            losesFrontMatter: broken.losesFrontMatter
          )
          state[name] = merged
          continue
        }
      }
      for (field, value) in record.fields {
        if case .value(let value) = value {
          merged.fields[field] = value
        } else {
          merged.fields[field] = side.fields[field]
        }
      }
      for (task, value) in record.tasks {
        if case .value(let value) = value { merged.tasks[task] = value } else { merged.tasks[task] = side.tasks[task] }
      }
      state[name] = merged
    }
    return state
  }

  // MARK: - What people do

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

  private mutating func freshPath(_ id: String?) -> String {
    count += 1
    // Where no kind has its place, a file without front matter is no record.
    let others = losesFrontMatter ? "feedback/" : "notes/"
    return (chance(2) ? "goals/" : others) + "\(id == nil ? "plain" : "named")-\(count).md"
  }

  /// Does one to three things, each to another record.
  private mutating func change(_ state: inout State, before: [State], gone: State, isMerge: Bool = false) {
    let taken = Set(before.flatMap { $0.values.map(\.path) })
    var touched: Set<Int> = []
    for _ in 0...Int.random(in: 0..<3, using: &random) {
      let names = state.keys.filter { !touched.contains($0) }.sorted()
      guard let name = names.randomElement(using: &random), var record = state[name], !chance(5) else {
        touched.insert(addRecord(to: &state, taken: taken, gone: gone))
        continue
      }
      touched.insert(name)
      switch Int.random(in: 0..<12, using: &random) {
      case 0 where !editsIDs:
        state[name] = nil
        continue
      case 1, 2:
        record.path = freshPath(record.id)
        if record.id != nil, record.damage == 0, chance(2) { edit(&record) }
      case 3:
        swap(record, with: names, in: &state, touched: &touched)
        continue
      case 4 where editsIDs:
        count += 1
        record.fields["id"] = "id\(count)"
      case 5 where !editsIDs && !isMerge:
        count += 1
        record.damage = count
        record.losesFrontMatter = losesFrontMatter
      default:
        edit(&record)
        record.damage = 0
        record.losesFrontMatter = false
      }
      state[name] = record
    }
  }

  private mutating func swap(_ record: Record, with names: [Int], in state: inout State, touched: inout Set<Int>) {
    guard record.id != nil, record.damage == 0,
      let other = names.compactMap({ state[$0] }).first(where: {
        $0.name != record.name && $0.id != nil && $0.damage == 0
      })
    else { return }
    state[record.name]?.path = other.path
    state[other.name]?.path = record.path
    touched.insert(other.name)
  }

  private mutating func edit(_ record: inout Record) {
    count += 1
    switch Int.random(in: 0..<6, using: &random) {
    case 0: record.fields["status"] = ["proposed", "active", "achieved"].randomElement(using: &random)
    case 1: record.fields["reason"] = record.fields["reason"] == nil ? "because \(count)" : nil
    case 2:
      record.tasks["task \(Int.random(in: 0..<3, using: &random))"] = [.open, .done].randomElement(using: &random)
    case 3: record.tasks["task \(Int.random(in: 0..<3, using: &random))"] = nil
    default: record.fields["title"] = "title \(count)"
    }
  }

  /// Makes a record, or brings one back.
  private mutating func addRecord(to state: inout State, taken: Set<String>, gone: State) -> Int {
    count += 1
    let returning = gone.values.filter { record in
      record.damage == 0 && state[record.name] == nil && (record.id != nil || branches.count < 2)
        && !taken.contains(record.path)
        && !state.values.contains { $0.path == record.path }
    }
    if chance(2), var record = returning.sorted(by: { $0.name < $1.name }).randomElement(using: &random) {
      if record.id != nil, chance(2) { record.path = freshPath(record.id) }
      state[record.name] = record
      return record.name
    }
    let name = count
    var record = Record(name: name, path: "", fields: ["title": "title \(count)"])
    if chance(2) { record.fields["id"] = "id\(count)" }
    record.path = freshPath(record.id)
    state[name] = record
    return name
  }
}

// MARK: - As a repository

extension RandomHistory.Record {
  /// The record as a file; the lines below its fields tell it from every other.
  var text: String {
    var lines = [losesFrontMatter ? "\(damage)" : "---"]
    for (field, value) in fields.sorted(by: { $0.key < $1.key }) { lines.append("\(field): \(value)") }
    if damage > 0, !losesFrontMatter { lines += ["twice: \(damage)", "twice: \(damage)"] }
    lines.append("---")
    for line in 1...12 { lines.append("What record \(name) has to say in line \(line) of its own text.") }
    lines.append("## Milestones")
    for (task, state) in tasks.sorted(by: { $0.key < $1.key }) {
      lines.append("- [\(state == .done ? "x" : " ")] \(task)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension RandomHistory {
  /// Each commit is so much later than the one with the number before.
  static let secondsBetweenCommits: Int64 = 60

  /// Writes histories into one repository, where none has anything to do with another.
  ///
  /// - Returns: The commits of each in their order.
  /// - Throws: What running git throws.
  static func write(_ histories: [RandomHistory], to fixture: FixtureRepository) throws -> [[ObjectID]] {
    var stream = ""
    var marks = 0
    for history in histories {
      for index in history.commits.indices { stream += history.instructions(for: index, after: marks) }
      marks += history.commits.count
    }
    let file = fixture.outsidePath("marks")
    // Each object is a file of its own, which a test may lose.
    let unpacked = "fastimport.unpackLimit=1000000"
    try fixture.git("-c", unpacked, "fast-import", "--quiet", "--export-marks=\(file)", input: Array(stream.utf8))
    var ids: [Int: ObjectID] = [:]
    for line in String(decoding: try readFile(at: file), as: UTF8.self).split(separator: "\n") {
      let parts = line.dropFirst().split(separator: " ")
      if parts.count == 2, let mark = Int(parts[0]) { ids[mark] = ObjectID(hex: parts[1]) }
    }
    marks = 0
    return histories.map { history in
      defer { marks += history.commits.count }
      return history.commits.indices.compactMap { ids[marks + $0 + 1] }
    }
  }

  /// What makes a commit out of its mark, for `git fast-import`.
  private func instructions(for index: Int, after marks: Int) -> String {
    let commit = commits[index]
    let time = CommitTime.fixtureStart.secondsSince1970 + Int64(index) * Self.secondsBetweenCommits
    var lines = ["commit refs/heads/\(marks + index + 1)", "mark :\(marks + index + 1)"]
    lines += ["author", "committer"].map { "\($0) Ana Ruiz <ana@example.org> \(time) +0100" }
    lines += ["data \("\(index)".utf8.count)", "\(index)"]
    lines += zip(commit.parents.indices, commit.parents).map { "\($0 == 0 ? "from" : "merge") :\(marks + $1 + 1)" }
    lines.append("deleteall")
    for record in commit.state.values.sorted(by: { $0.name < $1.name }) {
      lines += ["M 100644 inline \(record.path)", "data \(record.text.utf8.count)", record.text]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
