import Foundation
import Git
import Space
import Sync
import TestSupport
import Testing

struct SynchronizerTests {
  private static let goal = "goals/paper.md"

  @Test func `what one sends the other gets`() async throws {
    let replicas = try Replicas()
    try replicas[0].edit(Self.goal, "active", "paused")
    let sent = try await replicas[0].sync()
    #expect(sent.plan == .push)
    #expect(sent.sent.count == 1)
    let received = try await replicas[1].sync()
    #expect(received.plan == .forward)
    #expect(received.received == sent.sent)
    #expect(try replicas[1].read(Self.goal).contains("paused"))
    #expect(try replicas[1].status() == "")
    #expect(try replicas[0].tip() == replicas[1].tip())
    for replica in replicas.members {
      let again = try await replica.sync()
      #expect(again.plan == .nothing)
      #expect(again.received.isEmpty && again.sent.isEmpty)
    }
  }

  @Test func `two replicas that merge the same pair make the same commit`() async throws {
    let replicas = try Replicas()
    try replicas[0].edit(Self.goal, "2026-06-30", "2026-09-30")
    try replicas[1].edit(Self.goal, "2026-06-30", "2026-10-15")
    try replicas[1].write("goals/new.md", "---\nid: n3w0ne\ntitle: New\n---\n")
    try replicas[1].commit("new")
    // Each takes the other's commit straight from the other's folder, so that neither knows of a merge.
    var merges: [String] = []
    for (own, other) in [(0, 1), (1, 0)] {
      let copy = replicas.directory.path("copy-\(own)")
      try replicas[own].git("clone", "--quiet", replicas[own].path, copy)
      try replicas[own].git("-C", copy, "remote", "set-url", "origin", replicas[other].path)
      try replicas[other].git("config", "receive.denyCurrentBranch", "ignore")
      let replica = Replica(path: copy, person: replicas[own].person)
      let outcome = try await replica.sync { $0.isDryRun = false }
      #expect(outcome.merges.count == 1)
      merges.append(try replica.tip())
      // The other folder's branch goes back, for its own turn.
      try replicas[other].git("update-ref", "refs/heads/main", "main@{1}")
    }
    #expect(merges[0] == merges[1])
    let text = try replicas[0].git("cat-file", "commit", merges[0].trimmed)
    #expect(text.contains("author rapport merge <merge@rapport.invalid> "))
    #expect(text.hasSuffix("\nMerge the changes of both\n\nRapport-Merge: 1\n"))
  }

  @Test func `a merge in a person's name is theirs`() async throws {
    let replicas = try Replicas()
    try replicas[0].edit(Self.goal, "active", "paused")
    try await replicas[0].sync()
    try replicas[1].edit("goals/letters.md", "active", "paused")
    try await replicas[1].sync(mergeTerms: true)
    #expect(try replicas[1].git("log", "-1", "--format=%an %ae", "HEAD") == "Ben Osei ben@example.org\n")
  }

  @Test func `both sides' changes are there, and disagreements are questions`() async throws {
    let replicas = try Replicas()
    try replicas[0].edit(Self.goal, "2026-06-30", "2026-09-30")
    try replicas[1].edit(Self.goal, "2026-06-30", "2026-10-15")
    try replicas[1].edit(Self.goal, "One.", "One project.")
    try await replicas[0].sync()
    let outcome = try await replicas[1].sync()
    #expect(outcome.plan == .merge)
    #expect(outcome.merges.last?.hex == (try replicas[1].tip()).trimmed)
    try await replicas[0].sync()
    let text = try replicas[0].read(Self.goal)
    #expect(text == (try replicas[1].read(Self.goal)))
    #expect(text.contains("One project.") && text.contains("target: 2026-06-30"))
    #expect(text.contains(#"values: ["2026-09-30", "2026-10-15"]"#))
    for replica in replicas.members { #expect(try replica.status() == "") }
  }

  @Test func `a race that is lost is run again`() async throws {
    let replicas = try Replicas(3)
    try replicas[2].edit("goals/letters.md", "active", "paused")
    try replicas[0].edit(Self.goal, "active", "paused")
    // A hook that is the other person: it pushes theirs after ours has been fetched and merged, before ours arrives.
    let hook = replicas[0].path + "/.git/hooks/pre-push"
    try writeScript(
      at: hook,
      "test -e '\(hook).done' || { touch '\(hook).done'; cd '\(replicas[2].path)'; unset GIT_DIR; git push -q origin main; }"
    )
    let outcome = try await replicas[0].sync()
    #expect(outcome.plan == .merge)
    #expect(outcome.received.count == 1)
    #expect(try replicas.hubTip() == replicas[0].tip())
    #expect(try replicas[0].status() == "")
  }

  @Test func `a remote's own rule is shown and not tried again`() async throws {
    let replicas = try Replicas()
    let hook = replicas.hub + "/hooks/pre-receive"
    let count = replicas.directory.path("count")
    try writeScript(
      at: hook,
      "echo x >>'\(count)'\nprintf 'No \\033[31mFriday\\033[0m pushes.\\n' >&2\nexit 1"
    )
    try replicas[0].edit(Self.goal, "active", "paused")
    let tip = try replicas[0].tip()
    let error = await #expect(throws: SyncError.self) { try await replicas[0].sync() }
    guard case .pushRefused(let lines)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(lines.contains { $0.contains("Friday") && !$0.contains("\u{1b}") })
    #expect(try replicas[0].tip() == tip)
    #expect(try readFile(at: count).count == 2)
    try FileManager.default.removeItem(atPath: hook)
    #expect(try await replicas[0].sync().sent.count == 1)
  }

  @Test func `a lock that was left at the remote is named, and not waited for for ever`() async throws {
    let replicas = try Replicas()
    try replicas[0].edit(Self.goal, "active", "paused")
    let lock = replicas.hub + "/refs/heads/main.lock"
    try writeFile(at: lock, [])
    let error = await #expect(throws: SyncError.self) { try await replicas[0].sync() }
    guard case .pushRefused(let lines)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(lines.contains { $0.contains("main") })
    try FileManager.default.removeItem(atPath: lock)
    #expect(try await replicas[0].sync().sent.count == 1)
  }

  @Test func `what may have arrived counts as shared until a sync knows`() async throws {
    let replicas = try Replicas()
    try replicas[0].edit(Self.goal, "active", "paused")
    // The remote takes the commit and dies before it says so.
    let hook = replicas.hub + "/hooks/reference-transaction"
    try writeScript(at: hook, "if test \"$1\" = committed; then kill -9 $PPID; fi")
    await #expect(throws: SyncError.self) { try await replicas[0].sync() }
    #expect(try replicas.hubTip() == replicas[0].tip())
    let person = replicas[0].person
    #expect(throws: SpaceError.self) {
      try Space(Repository(opening: replicas[0].path, searchPaths: .isolated)).erasure(for: person)
    }
    try FileManager.default.removeItem(atPath: hook)
    try await replicas[0].sync()
    #expect(try replicas[0].git("for-each-ref", "refs/rapport/sending") == "")
  }

  @Test func `what was refused doesn't count as shared`() async throws {
    let replicas = try Replicas()
    try writeScript(at: replicas.hub + "/hooks/pre-receive", "exit 1")
    try replicas[0].edit(Self.goal, "active", "paused")
    await #expect(throws: SyncError.self) { try await replicas[0].sync() }
    #expect(try replicas[0].git("for-each-ref", "refs/rapport/sending") == "")
    _ = try Space(Repository(opening: replicas[0].path, searchPaths: .isolated)).erasure(for: replicas[0].person)
  }

  @Test func `a rewritten history stops everything until it is accepted`() async throws {
    let replicas = try Replicas()
    try replicas[0].edit(Self.goal, "active", "paused")
    try await replicas[0].sync()
    try await replicas[1].sync()
    try replicas[0].git("reset", "--quiet", "--hard", "HEAD~1")
    try replicas[0].edit(Self.goal, "active", "achieved")
    try replicas[0].git("push", "--quiet", "--force", "origin", "main")
    let before = try replicas[1].tip()
    let error = await #expect(throws: SyncError.self) { try await replicas[1].sync() }
    guard case .rewritten(let history)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect((history.lost, history.unsent) == (1, 0))
    #expect(try history.leftOut.tip.hex == replicas[1].tip().trimmed)
    #expect(history.leftOut.changes.map(\.paths) == [[Self.goal]])
    #expect(try replicas[1].tip() == before)
    let outcome = try await replicas[1].sync { $0.acceptsRewritten = true }
    #expect(outcome.plan == .replace)
    #expect(try replicas[1].tip() == replicas[0].tip())
    #expect(try replicas[1].status() == "")
  }

  @Test func `a rewritten history is never accepted over work that nobody else has`() async throws {
    let replicas = try Replicas()
    try await replicas[1].sync()
    try replicas[0].git("commit", "--quiet", "--amend", "-m", "other")
    try replicas[0].git("push", "--quiet", "--force", "origin", "main")
    try replicas[1].edit("goals/letters.md", "active", "paused")
    let before = try replicas[1].tip()
    let error = await #expect(throws: SyncError.self) { try await replicas[1].sync { $0.acceptsRewritten = true } }
    guard case .rewritten(let history)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(history.unsent == 1 && history.leftOut.changes.map(\.paths) == [["goals/letters.md"]])
    #expect(try replicas[1].tip() == before)
  }

  @Test func `a hostile tree is refused and nothing of it stays`() async throws {
    let replicas = try Replicas()
    try await replicas[0].sync()
    let git = RealGit(in: replicas.hub)
    let first = try objectID(replicas.hubTip())
    let hostile = try HostileTree(name: ".git", .gitFolder).commit(in: git, onto: first)
    try git("update-ref", "refs/heads/main", hostile.hex)
    let (tip, references) = try (replicas[0].tip(), replicas[0].references())
    let error = await #expect(throws: SyncError.self) { try await replicas[0].sync() }
    guard case .refused(let tree)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(tree.commit == hostile)
    #expect(try replicas[0].tip() == tip)
    #expect(try replicas[0].status() == "")
    let kept = try replicas[0].references()
    #expect(kept == references.split(separator: "\n").filter { !$0.contains("incoming") }.map { $0 + "\n" }.joined())
  }

  @Test func `what the other side would refuse isn't sent`() async throws {
    let replicas = try Replicas()
    try FileManager.default.createSymbolicLink(
      atPath: replicas[0].path + "/link.md",
      withDestinationPath: "/etc/passwd"
    )
    try replicas[0].commit("a link")
    let hub = try replicas.hubTip()
    let error = await #expect(throws: SyncError.self) { try await replicas[0].sync() }
    guard case .unsendable(let tree, let before)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(tree.path == "link.md" && tree.problem == .symbolicLink)
    #expect(before == (try objectID(hub)))
    #expect(try replicas.hubTip() == hub)
  }

  /// The private files that keep a sync from sending, in a dry run as in the run.
  private func privateFiles(refusedFrom replica: Replica) async throws -> PrivateFiles? {
    var found: [PrivateFiles] = []
    for isDryRun in [true, false] {
      let error = await #expect(throws: SyncError.self) { try await replica.sync { $0.isDryRun = isDryRun } }
      if case .privateFiles(let files)? = error { found.append(files) }
    }
    #expect(found.count == 2 && found.first == found.last)
    return found.first
  }

  @Test(arguments: [
    "reflections/2026-05-01.md", "reflections/a photo.jpg", "network/kim.md", "checkups/2026-05-01.md", "private.md",
    "Reflections/a.md", "REFLECTIONS/a photo.jpg", "NetWork/kim.md", "Checkups/2026-05-01.MD", "Private.md",
  ])
  func `what is for one alone isn't sent, though a later commit removed it`(path: String) async throws {
    let replicas = try Replicas()
    try replicas[1].edit("goals/letters.md", "active", "paused")
    try await replicas[1].sync()
    let before = try replicas[0].tip()
    try replicas[0].write(path, "s3cret\n")
    let commit = try replicas[0].commit("by hand")
    try replicas[0].git("rm", "--quiet", path)
    try replicas[0].commit("gone")
    let (hub, tip) = (try replicas.hubTip(), try replicas[0].tip())
    let files = try await privateFiles(refusedFrom: replicas[0])
    #expect(files?.paths == [path])
    #expect(files?.commit.hex == commit.trimmed && files?.before?.hex == before.trimmed)
    #expect(try replicas.hubTip() == hub && replicas[0].tip() == tip)
    try replicas[0].git("reset", "--quiet", "--hard", before.trimmed)
    #expect(try await replicas[0].sync().plan == .forward)
  }

  @Test func `nobody is sent back behind a merge, or to before the first commit`() async throws {
    let replicas = try Replicas()
    let path = "reflections/2026-05-01.md"
    try replicas[1].edit("goals/letters.md", "active", "paused")
    try await replicas[1].sync()
    try replicas[0].write(path, "s3cret\n")
    let commit = try replicas[0].commit("by hand")
    try replicas[0].git("fetch", "--quiet")
    try replicas[0].git("merge", "--quiet", "--no-edit", "origin/main")
    let files = try await privateFiles(refusedFrom: replicas[0])
    #expect(files?.paths == [path] && files?.commit.hex == commit.trimmed && files?.before == nil)

    let fresh = try Replicas(files: Replicas.files.merging([path: "s3cret\n"]) { $1 })
    try RealGit(in: fresh.hub)("update-ref", "-d", "refs/heads/main")
    #expect(try await privateFiles(refusedFrom: fresh[0])?.before == nil)
  }

  @Test func `what is for one alone and was sent long ago stops nobody now, but for what is new in it`() async throws {
    let path = "reflections/2026-05-01.md"
    let replicas = try Replicas(files: Replicas.files.merging([path: "once\n"]) { $1 })
    try replicas[0].git("rm", "--quiet", path)
    try replicas[0].commit("gone")
    try replicas[1].edit("goals/letters.md", "active", "paused")
    for number in [0, 1, 0] { try await replicas[number].sync() }
    #expect(try replicas[0].tip() == replicas[1].tip())

    let others = try Replicas(files: Replicas.files.merging([path: "once\n"]) { $1 })
    try others[0].edit(path, "once", "more")
    #expect(try await privateFiles(refusedFrom: others[0])?.paths == [path])
  }

  @Test func `incoming changes that remove many records wait for a word`() async throws {
    let replicas = try Replicas()
    try await replicas[1].sync()
    try replicas[0].git("rm", "--quiet", "goals/letters.md", "goals/paper.md")
    try replicas[0].commit("clean up")
    try await replicas[0].sync()
    let error = await #expect(throws: SyncError.self) { try await replicas[1].sync() }
    guard case .removesMany(2, of: 3, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try replicas[1].status() == "")
    try await replicas[1].sync { $0.allowsRemoval = true }
    #expect(try replicas[1].tip() == replicas[0].tip())
  }

  @Test(arguments: ["seen", "incoming", "sending"])
  func `a lock that a killed sync left is no obstacle`(place: String) async throws {
    let replicas = try Replicas()
    try await replicas[1].sync()
    try replicas[0].edit(Self.goal, "active", "paused")
    try await replicas[0].sync()
    let lock = replicas[1].path + "/.git/refs/rapport/\(place)/origin/main.lock"
    try writeFile(at: lock, [])
    try await replicas[1].sync()
    #expect(try replicas[1].tip() == replicas[0].tip())
    #expect(!FileManager.default.fileExists(atPath: lock))
  }

  @Test func `a dry run moves nothing`() async throws {
    let replicas = try Replicas()
    try replicas[0].edit(Self.goal, "active", "paused")
    try await replicas[0].sync()
    try replicas[1].edit("goals/letters.md", "active", "paused")
    let (tip, hub) = try (replicas[1].tip(), replicas.hubTip())
    let outcome = try await replicas[1].sync { $0.isDryRun = true }
    #expect(outcome.plan == .merge && outcome.isForetold)
    #expect(outcome.received.count == 1 && outcome.sent.count == 1)
    #expect(try replicas[1].tip() == tip)
    #expect(try replicas.hubTip() == hub)
    #expect(try replicas[1].status() == "")
  }

  @Test func `a remote branch that waits to be accepted is named`() async throws {
    let replicas = try Replicas()
    try replicas[0].git("switch", "--quiet", "-c", "ana-patch-1")
    try replicas[0].edit(Self.goal, "active", "paused")
    try replicas[0].git("push", "--quiet", "origin", "ana-patch-1")
    try replicas[0].git("switch", "--quiet", "main")
    try replicas[1].edit("goals/letters.md", "active", "paused")
    #expect(try await replicas[1].sync().otherBranches.map(\.name) == ["ana-patch-1"])
  }
}

extension String {
  /// The text without line ends around it.
  var trimmed: String { trimmingCharacters(in: .newlines) }
}
