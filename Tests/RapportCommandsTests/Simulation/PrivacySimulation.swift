import Foundation
import Git
import RapportCommands
import TestSupport
import Testing

/// Two people with a clone and private notes each, who run commands at random; what is private must stay where it is.
final class PrivacySimulation {
  private var generator: SplitMix64
  private let directory: TemporaryDirectory
  private var people: [PrivatePerson] = []
  private let hub: String
  /// Words that stand in private records alone.
  private var canaries: [String] = []
  /// Words that somebody shared.
  private var shared: [String] = []
  private var counter = 0
  private(set) var trail: [String] = []

  init(seed: UInt64) async throws {
    generator = SplitMix64(seed: seed)
    directory = try TemporaryDirectory()
    try ConfigurationSearchPaths.isolateProcess()
    hub = directory.path("hub.git")
    let git = RealGit(in: directory.path)
    try git("init", "--quiet", "--bare", "--initial-branch=main", hub)
    for name in ["ana", "ben"] {
      let person = try PrivatePerson(name, in: directory)
      try git("clone", "--quiet", hub, person.space)
      people.append(person)
      if name == "ana" {
        try directory.write(
          "ana/relationship.md",
          "---\nmentor: Ben <ben@example.org>\nmentee: Ana <ana@example.org>\nstatus: active\n---\n"
        )
        try directory.write("ana/goals/paper.md", "---\nid: k7f3q2\ntitle: Paper\nstatus: active\n---\n## Progress\n")
        try person.git("add", "--all")
        try person.git("commit", "--quiet", "-m", "begin")
        try person.git("push", "--quiet", "origin", "HEAD:refs/heads/main")
      }
      let made = await person.run(["init", "--private", person.notes], in: "")
      #expect(made.status == 0, "\(made.error)")
    }
  }

  /// Runs a sequence of commands, ends it with a sync, and looks for what must not be at the remote.
  func runSequence(length: Int) async throws {
    for _ in 0..<length {
      let person = people[Int.random(in: people.indices, using: &generator)]
      try await step(of: person)
    }
    await command(people[Int.random(in: people.indices, using: &generator)], ["sync", "--yes"], in: "space")
    try expectNothingPrivate(in: hub, signs: ["canary", Self.committedByHand])
  }

  /// Looks through both clones, and makes sure that the search finds what is there.
  func expectTheRestInPlace() async throws {
    for person in people { await command(person, ["sync", "--yes"], in: "space") }
    try expectNothingPrivate(in: hub, signs: ["canary", Self.committedByHand])
    for person in people { try expectNothingPrivate(in: person.space) }
    let remote = String(decoding: try Self.objects(of: hub), as: UTF8.self)
    for word in shared { #expect(remote.contains(word), "\(word) never arrived, so the search proves nothing") }
    let notes = try people.map { String(decoding: try Self.objects(of: $0.notes), as: UTF8.self) }.joined()
    for word in canaries { #expect(notes.contains(word), "\(word) is nowhere") }
  }

  /// Looks through every object of a repository.
  private func expectNothingPrivate(in folder: String, signs: [String] = ["canary"]) throws {
    let objects = try Self.objects(of: folder)
    guard signs.contains(where: { objects.range(of: Data($0.utf8)) != nil }) else { return }
    let text = String(decoding: objects, as: UTF8.self)
    let gone = (canaries + signs.dropFirst()).filter(text.contains)
    Issue.record("\(gone) left their place; what happened:\n\(trail.joined(separator: "\n"))")
  }

  /// Everything that a repository stores, decompressed: contents, names, messages, people; and its references.
  private static func objects(of folder: String) throws -> Data {
    let git = RealGit(in: folder)
    let objects = try git.outcome(["cat-file", "--batch-all-objects", "--batch", "--unordered"])
    #expect(objects.status == 0 && !objects.output.isEmpty)
    return Data(objects.output + (try git("for-each-ref")).utf8)
  }

  private func step(of person: PrivatePerson) async throws {
    switch Int.random(in: 0..<21, using: &generator) {
    case 0: await command(person, ["new", "reflection", "--date", newDay(), "mood=\(canary())"])
    case 1: await command(person, ["new", "checkup", "--date", newDay(), "fit=unsure", "mood=\(canary())"])
    case 2:
      let name = canary()
      person.names.append(name)
      await command(person, ["new", "person", name, "role=sponsor", "topics+=\(canary())"])
    case 3:
      if let name = person.names.last { await command(person, ["set", "network/\(name)", "topics+=\(canary())"]) }
    case 4:
      if let name = person.names.last {
        await command(person, ["add", "network/\(name)", canary(), "--under", "Notes"])
      }
    case 5: await command(person, ["new", "goal", canary()], in: "notes")
    case 6: try await editNotes(person)
    case 7: try await importNotes(person)
    case 8: try await shareOnPurpose(person)
    case 9: await refused(person, ["new", "checkup", "--share"], in: "space")
    case 10: await refused(person, ["share", hub], in: "notes")
    case 11: await refused(person, ["init", "--private", person.space + "/inner"])
    case 12: await command(person, ["new", "goal", plain()], in: "space")
    case 13: await command(person, ["add", "k7f3q2", plain(), "--under", "Progress"], in: "space")
    case 14: await command(person, ["sync", "--yes"], in: "space")
    case 15: await looked(person, ["status", "--signals", "--explain"])
    case 16: await looked(person, ["list", "network"])
    case 17: await looked(person, ["overview"])
    case 18: try await stray(person)
    case 19: try await commitByHand(person)
    default: await looked(person, ["check"])
    }
  }

  private func canary() -> String {
    counter += 1
    canaries.append("canary\(counter)x")
    return "canary\(counter)x"
  }

  private func plain() -> String {
    counter += 1
    shared.append("plain\(counter)x")
    return "plain\(counter)x"
  }

  private func newDay() -> String {
    counter += 1
    let (year, month, day) = (1990 + counter / 324, 1 + counter / 27 % 12, 1 + counter % 27)
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  /// A command that must succeed, from a folder that doesn't matter unless it is given.
  private func command(_ person: PrivatePerson, _ arguments: [String], in place: String? = nil) async {
    let transcript = await run(person, arguments, in: place)
    #expect(transcript.status <= 1, "\(person.name) \(arguments): \(transcript.error)")
  }

  private func refused(_ person: PrivatePerson, _ arguments: [String], in place: String? = nil) async {
    let transcript = await run(person, arguments, in: place)
    #expect(transcript.status > 1, "\(person.name) \(arguments): \(transcript.output)")
  }

  private func looked(_ person: PrivatePerson, _ arguments: [String]) async {
    _ = await run(person, arguments, in: nil)
  }

  private func run(_ person: PrivatePerson, _ arguments: [String], in place: String?) async -> Transcript {
    let place = place ?? ["space", "space/goals", "notes", ""][Int.random(in: 0..<4, using: &generator)]
    trail.append("\(person.name) in '\(place)': \(arguments.joined(separator: " "))")
    return await person.run(arguments, in: place)
  }

  private func editNotes(_ person: PrivatePerson) async throws {
    let word = canary()
    trail.append("\(person.name) writes \(word) into a file of the notes by hand")
    try directory.write("\(person.name)-notes/reflections/hand-\(word).md", "---\ndate: 2026-01-01\n---\n\(word)\n")
    await command(person, ["save"], in: "notes")
  }

  /// Somebody puts a private record into the shared folder by hand; no command takes it along.
  private func stray(_ person: PrivatePerson) async throws {
    counter += 1
    trail.append("\(person.name) puts a reflection into the shared folder by hand")
    try directory.write("\(person.name)/reflections/stray-\(counter).md", "---\ndate: 2026-01-01\n---\ncanary-astray\n")
    await looked(person, ["save"])
  }

  /// A word that stands in private records which somebody committed in the shared space; a clone's own git may keep it.
  private static let committedByHand = "by-hand-in-git"

  /// Somebody commits a private record by git, and takes it out of the history as the refusal says.
  private func commitByHand(_ person: PrivatePerson) async throws {
    counter += 1
    let path = "\(["reflections", "network", "checkups"][counter % 3])/\(counter).\(counter % 2 == 0 ? "md" : "txt")"
    trail.append("\(person.name) commits \(path) in the shared space by hand")
    try directory.write("\(person.name)/\(path)", "\(Self.committedByHand)\n")
    try person.git("add", path)
    try person.git("commit", "--quiet", "-m", "wip")
    if Bool.random(using: &generator) {
      try person.git("rm", "--quiet", path)
      try person.git("commit", "--quiet", "-m", "gone")
    }
    let refusal = await run(person, ["sync", "--yes"], in: "space")
    #expect(refusal.status == 5 && refusal.error.contains(path), "\(refusal.error)")
    let before = try #require(refusal.error.firstMatch(of: /git reset ([0-9a-f]+);/)?.1)
    try person.git("reset", "--quiet", String(before))
    try? FileManager.default.removeItem(atPath: person.space + "/" + path)
    await command(person, ["save"], in: "space")
  }

  private func importNotes(_ person: PrivatePerson) async throws {
    counter += 1
    let folder = "\(person.name)-old-\(counter)"
    try directory.write("\(folder)/\(newDay()).txt", "\(canary())\n")
    await command(person, ["import", directory.path(folder), "--kind", "reflection"])
  }

  private func shareOnPurpose(_ person: PrivatePerson) async throws {
    let day = newDay()
    await command(person, ["new", "checkup", "--date", day, "fit=good", "words=\(plain())"])
    await command(person, ["new", "checkup", "--share", day, "--yes"], in: "space")
  }
}

/// One of the two, with a home of their own.
final class PrivatePerson {
  let name: String
  let space: String
  let notes: String
  /// The people on their map, by the names of their files.
  var names: [String] = []
  private var now = TestContext.start
  private let home: String
  private let environment: [String: String]

  init(_ name: String, in directory: TemporaryDirectory) throws {
    self.name = name
    space = directory.path(name)
    notes = directory.path(name + "-notes")
    home = directory.path(name + "-home")
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home, "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": name.capitalized,
      "GIT_AUTHOR_EMAIL": name + "@example.org", "GIT_COMMITTER_NAME": name.capitalized,
      "GIT_COMMITTER_EMAIL": name + "@example.org",
    ]
  }

  var git: RealGit { RealGit(in: space, environment: environment) }

  /// Runs a command in the shared space, the notes, or outside of both.
  func run(_ arguments: [String], in place: String) async -> Transcript {
    now += 60
    let folder =
      switch place {
      case "space": space
      case "space/goals": space + "/goals"
      case "notes": notes
      default: home
      }
    return await .ofProgram(arguments, in: folder, environment: environment, home: home, now: now)
  }
}
