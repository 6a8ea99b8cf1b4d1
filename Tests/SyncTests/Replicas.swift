import Foundation
import Git
import Space
import Sync
import TestSupport

/// Clones of one space, and the bare repository between them.
final class Replicas {
  let directory: TemporaryDirectory
  let hub: String
  private(set) var members: [Replica] = []

  /// Makes a hub with one commit, and clones of it whose people take turns.
  ///
  /// - Parameter files: the records of the first commit, by path.
  init(_ count: Int = 2, files: [String: String] = Replicas.files) throws {
    try ConfigurationSearchPaths.isolateProcess()
    directory = try TemporaryDirectory()
    hub = directory.path("hub.git")
    let git = RealGit(in: directory.path)
    try git("init", "--quiet", "--bare", "--initial-branch=main", hub)
    for number in 0..<count {
      let path = directory.path("replica-\(number)")
      try git("clone", "--quiet", hub, path)
      let person = [Person.ana, .ben][number % 2]
      members.append(Replica(path: path, person: person))
      guard number == 0 else { continue }
      for (name, text) in files { try members[0].write(name, text) }
      try members[0].commit("begin")
      try members[0].git("push", "--quiet", "origin", "HEAD:refs/heads/main")
    }
  }

  subscript(index: Int) -> Replica { members[index] }

  /// Where the hub's branch is.
  func hubTip() throws -> String { try RealGit(in: hub)("rev-parse", "main") }

  static let files = [
    "relationship.md":
      "---\nmentor: Ben Osei <ben@example.org>\nmentee: Ana Ruiz <ana@example.org>\nstatus: active\n---\n",
    "goals/paper.md":
      "---\nid: k7f3q2\ntitle: Paper\nstatus: active\ntarget: 2026-06-30\n---\n## Why\nOne.\n\n## Progress\n",
    "goals/letters.md": "---\nid: b4c5d6\ntitle: Letters\nstatus: active\n---\n",
  ]
}

/// One clone, with a clock of its own that ticks a minute a commit.
final class Replica {
  let path: String
  let person: Person
  private var time = CommitTime.fixtureStart

  init(path: String, person: Person) {
    self.path = path
    self.person = person
  }

  var git: RealGit {
    RealGit(
      in: path,
      environment: [
        "GIT_AUTHOR_DATE": time.iso8601, "GIT_COMMITTER_DATE": time.iso8601, "GIT_AUTHOR_NAME": person.name,
        "GIT_AUTHOR_EMAIL": person.email, "GIT_COMMITTER_NAME": person.name, "GIT_COMMITTER_EMAIL": person.email,
      ]
    )
  }

  func write(_ name: String, _ text: String) throws { try writeFile(at: path + "/" + name, Array(text.utf8)) }

  func read(_ name: String) throws -> String { String(decoding: try readFile(at: path + "/" + name), as: UTF8.self) }

  /// Commits everything in the folder.
  @discardableResult
  func commit(_ message: String) throws -> String {
    time = time.adding(minutes: 1)
    try git("add", "--all")
    try git("commit", "--quiet", "--allow-empty", "-m", message)
    return try tip()
  }

  /// Replaces a text in a file and commits it.
  func edit(_ name: String, _ old: String, _ new: String) throws {
    try write(name, try read(name).replacing(old, with: new))
    try commit("edit \(name)")
  }

  func tip() throws -> String { try git("rev-parse", "HEAD") }

  /// What git calls changed; empty where nothing is.
  func status() throws -> String { try git("status", "--porcelain") }

  /// The references rapport and git keep, but for the branches.
  func references() throws -> String { try git("for-each-ref", "refs/rapport", "refs/remotes") }

  /// Syncs as the command does.
  ///
  /// - Parameter change: changes what the person decided.
  @discardableResult
  func sync(
    mergeTerms: Bool = false,
    _ change: (inout Synchronizer.Choices) -> Void = { _ in }
  ) async throws -> SyncOutcome {
    let repository = try Repository(opening: path, searchPaths: .isolated)
    var choices = Synchronizer.Choices()
    change(&choices)
    let environment = RealGit.environment(home: "/nonexistent")
    let signature = Signature(person: person, time: time)
    let signing = SigningCommand(environment: environment)
    return try await Synchronizer(
      try Space(repository),
      with: try SharedRemote(nil, of: repository),
      by: RemoteCommand(in: path, environment: environment, manner: .unattended(idleSeconds: 120)),
      choices: choices,
      signature: signature,
      mergeTerms: mergeTerms
        ? CommitTerms(author: signature, committer: signature, isSigned: false, signing: signing) : nil,
      backoff: Backoff(random: { $0.upperBound }, sleep: { _ in })
    ).synchronize()
  }
}
