import Foundation
import Git
import RapportCommands
import TestSupport
import Testing

/// Some people who write, are offline, crash, use plain git, and sync, all decided by a seed; and what must be true in the end.
final class SyncSimulation {
  private var generator: SplitMix64
  private let directory: TemporaryDirectory
  private var people: [SimulatedPerson] = []
  /// Words that somebody wrote and nobody took away; each must be somewhere in the end.
  private var words: [String] = []
  /// The days that somebody gave to the contested field and that nobody who saw them replaced.
  private var days: Set<String> = []
  private var counter = 0
  private(set) var trail: [String] = []

  private static let records = ["goals/paper.md", "goals/letters.md", "meetings/2026-03-10.md"]
  private static let paper = """
    ---
    id: k7f3q2
    title: Paper
    status: active
    target: 2026-06-30
    ---
    ## Why
    One project.

    ## Milestones
    - [ ] First step
    - [ ] Second step
    - [ ] Third step
    - [ ] Fourth step

    ## Progress

    """

  init(seed: UInt64) throws {
    generator = SplitMix64(seed: seed)
    directory = try TemporaryDirectory()
    try ConfigurationSearchPaths.isolateProcess()
    let hub = directory.path("hub.git")
    let git = RealGit(in: directory.path)
    try git("init", "--quiet", "--bare", "--initial-branch=main", hub)
    for number in 0..<Int.random(in: 2...5, using: &generator) {
      let person = SimulatedPerson(number, in: directory)
      try git("clone", "--quiet", hub, person.path)
      people.append(person)
      guard number == 0 else { continue }
      for (name, text) in Self.files { try person.write(name, text) }
      try person.git("add", "--all")
      try person.git("commit", "--quiet", "-m", "begin")
      try person.git("push", "--quiet", "origin", "HEAD:refs/heads/main")
    }
  }

  private static let files = [
    "relationship.md":
      "---\nmentor: P1 <p1@example.org>\nmentee: P0 <p0@example.org>\nstatus: active\n---\n",
    records[0]: paper,
    records[1]: paper.replacing("k7f3q2", with: "b4c5d6").replacing("Paper", with: "Letters"),
    records[2]: "---\ndate: 2026-03-10\nstatus: planned\n---\n## Agenda\n\n## Actions\n",
  ]

  /// Lets all of it happen.
  func run(steps: Int) async throws {
    for _ in 0..<steps {
      let index = Int.random(in: people.indices, using: &generator)
      try await step(of: index)
    }
    for person in people { person.offlineSteps = 0 }
    for round in 1...2 {
      for person in people {
        let transcript = try await sync(person)
        #expect(transcript.status <= 1, "quiet round \(round) of \(person.name): \(transcript.error)")
      }
    }
  }

  /// Checks that all have the same, and everything.
  func expectEverything() throws {
    let text = try people[0].texts()
    for person in people {
      #expect(try person.tip() == people[0].tip(), "\(person.name) is elsewhere")
      #expect(try person.git("status", "--porcelain") == "", "\(person.name) has something left")
    }
    for word in words {
      #expect(text.contains(word), "\(word) is lost; what happened:\n\(trail.joined(separator: "\n"))")
    }
    for day in days {
      #expect(text.contains(day), "the day \(day) is lost; what happened:\n\(trail.joined(separator: "\n"))")
    }
    #expect(!text.contains("<<<<<<<") && !text.contains(">>>>>>>"))
  }

  private func step(of index: Int) async throws {
    let person = people[index]
    if person.offlineSteps > 0 { person.offlineSteps -= 1 }
    switch Int.random(in: 0..<100, using: &generator) {
    case 0..<14: try await command(person, "add", record(), newWord(), "--under", "Progress")
    case 14..<26: try await setDay(person)
    case 26..<34: try await command(person, "set", record(), "mark-\(counter)=\(newWord())")
    case 34..<40: try await command(person, "new", "goal", "Goal \(newWord())")
    case 40..<48: try await tick(person)
    case 48..<60: try editByHand(person)
    case 60..<68: try commitPlainly(person)
    case 68..<72: person.offlineSteps = Int.random(in: 2...6, using: &generator)
    case 72..<78: try await crashedSync(person)
    default: if person.offlineSteps == 0 { _ = try await sync(person) }
    }
  }

  private func newWord() -> String {
    counter += 1
    let word = "word\(counter)x"
    words.append(word)
    return word
  }

  private func record() -> String { ["k7f3q2", "b4c5d6"][Int.random(in: 0...1, using: &generator)] }

  /// A command that must succeed.
  private func command(_ person: SimulatedPerson, _ arguments: String...) async throws {
    trail.append("\(person.name): \(arguments.joined(separator: " "))")
    let transcript = await person.run(arguments)
    #expect(transcript.status == 0, "\(person.name) \(arguments): \(transcript.error)")
  }

  /// Gives the contested field another day, which replaces those that this person sees.
  private func setDay(_ person: SimulatedPerson) async throws {
    counter += 1
    // Each day is given once.
    let (year, month, date) = (30 + counter / 324, 1 + counter / 27 % 12, 1 + counter % 27)
    let day = "20\(year)-\(month < 10 ? "0" : "")\(month)-\(date < 10 ? "0" : "")\(date)"
    let text = try person.read(Self.records[0])
    let seen = days.filter { text.contains($0) }
    try await command(person, "set", "k7f3q2", "target=\(day)")
    days.subtract(seen)
    days.insert(day)
  }

  private func tick(_ person: SimulatedPerson) async throws {
    let task = ["First step", "Second step", "Third step", "Fourth step"][Int.random(in: 0..<4, using: &generator)]
    let path = Self.records[Int.random(in: 0...1, using: &generator)]
    guard try person.read(path).contains("- [ ] \(task)") else { return }
    try await command(person, "done", task, path)
    words.append("- [x] \(task)")
  }

  /// An edit in an editor, saved by the next sync.
  private func editByHand(_ person: SimulatedPerson) throws {
    let path = Self.records[Int.random(in: 0...1, using: &generator)]
    let heading = ["## Why\n", "## Progress\n"][Int.random(in: 0...1, using: &generator)]
    let word = newWord()
    trail.append("\(person.name): edits \(path) by hand: \(word)")
    let text = try person.read(path)
    #expect(text.contains(heading))
    try person.write(path, text.replacing(heading, with: heading + "By hand \(word).\n\n"))
  }

  /// Somebody who only knows git: commits everything, and pushes if that is possible.
  private func commitPlainly(_ person: SimulatedPerson) throws {
    let word = newWord()
    trail.append("\(person.name): plain git: \(word)")
    try person.write("notes-\(word).txt", "A file that is no record: \(word).\n")
    try person.git("add", "--all")
    try person.git("commit", "--quiet", "-m", "notes")
    guard person.offlineSteps == 0 else { return }
    _ = try person.git.outcome(["push", "--quiet", "origin", "HEAD:refs/heads/main"])
  }

  private func sync(_ person: SimulatedPerson) async throws -> Transcript {
    trail.append("\(person.name): sync")
    let transcript = await person.run(["sync", "--yes"])
    #expect(transcript.status <= 1, "\(person.name) sync: \(transcript.error)")
    return transcript
  }

  /// A sync that ends between two of its steps, as when the power goes.
  private func crashedSync(_ person: SimulatedPerson) async throws {
    guard person.offlineSteps == 0 else { return }
    switch Int.random(in: 0..<3, using: &generator) {
    case 0:
      trail.append("\(person.name): sync stops after fetching")
      _ = await person.run(["sync", "--dry-run"])
    case 1:
      trail.append("\(person.name): sync stops before sending")
      try person.git("config", "core.hooksPath", directory.path("stop"))
      try writeScript(at: directory.path("stop/pre-push"), "exit 1")
      _ = await person.run(["sync", "--yes"])
      try person.git("config", "--unset", "core.hooksPath")
    default:
      trail.append("\(person.name): sync stops before noting what it sent")
      let seen = try person.git.outcome(["rev-parse", "--verify", "--quiet", "refs/rapport/seen/origin/main"])
      _ = await person.run(["sync", "--yes"])
      guard seen.status == 0 else { return }
      try person.git("update-ref", "refs/rapport/seen/origin/main", String(seen.stdout.prefix(40)))
    }
  }
}

/// One of them, with a clone and a clock of their own.
final class SimulatedPerson {
  let name: String
  let path: String
  /// How many of their steps they are without a connection.
  var offlineSteps = 0
  private var now = TestContext.start
  private let environment: [String: String]
  private let home: String

  init(_ number: Int, in directory: TemporaryDirectory) {
    name = "p\(number)"
    path = directory.path(name)
    home = directory.path("home")
    // Nobody's clock is right.
    now += Int64(number) * 7_000 - 10_000
    environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home, "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": name.uppercased(), "GIT_AUTHOR_EMAIL": name + "@example.org",
      "GIT_COMMITTER_NAME": name.uppercased(), "GIT_COMMITTER_EMAIL": name + "@example.org",
    ]
  }

  var git: RealGit {
    let time = CommitTime(secondsSince1970: now, offsetMinutes: 120).iso8601
    return RealGit(
      in: path,
      environment: environment.merging(["GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time]) { $1 }
    )
  }

  func run(_ arguments: [String]) async -> Transcript {
    now += 60
    return await .ofProgram(arguments, in: path, environment: environment, home: home, now: now)
  }

  func read(_ name: String) throws -> String { String(decoding: try readFile(at: path + "/" + name), as: UTF8.self) }

  func write(_ name: String, _ text: String) throws { try writeFile(at: path + "/" + name, Array(text.utf8)) }

  func tip() throws -> String { try git("rev-parse", "HEAD") }

  /// All files of the folder in one text.
  func texts() throws -> String {
    try FolderSnapshot(of: path).filter { !$0.hasPrefix(".git/") }.contents.values
      .map { String(decoding: $0, as: UTF8.self) }.joined()
  }
}
