import Foundation
package import Git

/// A repository in a temporary folder, built in code; its clock ticks one minute per commit.
///
/// With the same calls it always has the same commit ids. References, index and work tree agree after each call,
/// so that `git status` is clean.
package final class FixtureRepository {
  package let repository: Repository

  /// The work tree, or the git directory of a bare repository.
  package let path: String

  /// When the next commit is made, unless the test says otherwise.
  package var now = CommitTime.fixtureStart

  private let directory: TemporaryDirectory

  /// Makes an empty repository on the branch `main`.
  ///
  /// - Throws: `GitError`.
  package init(bare: Bool = false) throws {
    try ConfigurationSearchPaths.isolateProcess()
    directory = try TemporaryDirectory()
    path = directory.path("space")
    repository = try Repository.create(at: path, bare: bare, searchPaths: ConfigurationSearchPaths.isolated)
  }

  /// A path outside the repository that is removed with it.
  package func outsidePath(_ name: String) -> String { directory.path(name) }

  /// Opens the repository once more, as another program would.
  ///
  /// - Throws: `GitError`.
  package func reopened() throws -> Repository {
    try Repository(opening: path, searchPaths: ConfigurationSearchPaths.isolated)
  }

  /// Commits changes of some files on the current branch.
  ///
  /// - Parameters:
  ///   - files: The new texts by path; nil removes the file.
  ///   - person: Author and committer.
  ///   - time: When; nil for the fixture's clock, which goes on by a minute either way.
  /// - Throws: `GitError`; whatever Foundation throws if the work tree can't be written.
  @discardableResult
  package func commit(
    _ message: String,
    files: [String: String?] = [:],
    by person: Person = .ana,
    at time: CommitTime? = nil
  ) throws -> ObjectID {
    let tip = try repository.head().tip
    let updates = try files.map { try update($0.key, $0.value) }
    return try commit(message, updates: updates, parents: tip.map { [$0] } ?? [], by: person, at: time)
  }

  /// Commits a merge of another branch into the current one; where both changed a file, theirs is taken.
  ///
  /// - Parameters:
  ///   - branch: The short name of the branch to merge.
  ///   - files: Texts that differ from that in the merge commit, by path; nil removes the file.
  /// - Throws: `GitError`; whatever Foundation throws if the work tree can't be written.
  @discardableResult
  package func merge(
    _ branch: String,
    message: String? = nil,
    files: [String: String?] = [:],
    by person: Person = .ana,
    at time: CommitTime? = nil
  ) throws -> ObjectID {
    let ours = try tip()
    let theirs = try tip(of: branch)
    let base = try repository.mergeBases([ours, theirs]).first
    let changes = try repository.changes(from: base.map(tree), to: tree(theirs))
    let updates = changes.map { change in
      if let new = change.new {
        TreeUpdate.put(path: change.path, mode: new.mode, id: new.id)
      } else {
        TreeUpdate.remove(path: change.path)
      }
    }
    return try commit(
      message ?? "Merge branch '\(branch)'",
      updates: updates + files.map { try update($0.key, $0.value) },
      parents: [ours, theirs],
      by: person,
      at: time
    )
  }

  /// Commits a merge of several branches into the current one, whose files are kept but for those given.
  ///
  /// - Throws: `GitError`; whatever Foundation throws if the work tree can't be written.
  @discardableResult
  package func octopus(_ branches: [String], message: String, files: [String: String?] = [:]) throws -> ObjectID {
    let parents = try [tip()] + branches.map(tip(of:))
    let updates = try files.map { try update($0.key, $0.value) }
    return try commit(message, updates: updates, parents: parents, by: .ana, at: nil)
  }

  /// Makes a branch by its short name that begins with a commit of its own, without a parent; does not switch to it.
  ///
  /// - Throws: `GitError`.
  @discardableResult
  package func createRoot(_ name: String, message: String, files: [String: String]) throws -> ObjectID {
    let signature = Signature(person: .ana, time: now)
    now = now.adding(minutes: 1)
    let tree = try repository.writeTree(updating: nil, with: files.map { try update($0.key, $0.value) })
    let root = try repository.createUnsignedCommit(
      CommitDraft(tree: tree, parents: [], author: signature, committer: signature, message: message + "\n")
    )
    try createBranch(name, at: root)
    return root
  }

  /// Deletes an object, as a disk that fails does.
  ///
  /// - Returns: The file it was in, for `find`.
  /// - Throws: Whatever Foundation throws if the object isn't a file of its own.
  @discardableResult
  package func lose(_ object: ObjectID) throws -> [UInt8] {
    let file = objectFile(object)
    let content = try readFile(at: file)
    try FileManager.default.removeItem(atPath: file)
    return content
  }

  /// Brings back an object that was lost.
  ///
  /// - Throws: Whatever Foundation throws if the file can't be written.
  package func find(_ object: ObjectID, _ content: [UInt8]) throws {
    try writeFile(at: objectFile(object), content)
  }

  private func objectFile(_ object: ObjectID) -> String {
    repository.gitDirectory + "/objects/\(object.hex.prefix(2))/\(object.hex.dropFirst(2))"
  }

  /// Makes a branch by its short name, at the current commit if none is given; does not switch to it.
  ///
  /// - Throws: `GitError`.
  package func createBranch(_ name: String, at commit: ObjectID? = nil) throws {
    try repository.moveReference(
      "refs/heads/" + name,
      from: nil,
      to: commit ?? tip(),
      logMessage: "branch: Created",
      by: Signature(person: .ana, time: now)
    )
  }

  /// Checks out a branch by its short name.
  ///
  /// - Throws: `GitError`; whatever Foundation throws if the work tree can't be written.
  package func switchTo(_ branch: String) throws {
    let old = try tree(tip())
    let new = try tree(tip(of: branch))
    try writeFile(at: repository.gitDirectory + "/HEAD", Array("ref: refs/heads/\(branch)\n".utf8))
    try checkOut(from: old, to: new)
  }

  /// The commit that is checked out.
  ///
  /// - Throws: `GitError.notFound` before the first commit.
  package func tip() throws -> ObjectID {
    guard let tip = try repository.head().tip else { throw GitError.notFound("a commit") }
    return tip
  }

  /// The commit a branch is at, by its short name.
  ///
  /// - Throws: `GitError.notFound` if there is no such branch.
  package func tip(of branch: String) throws -> ObjectID {
    guard let tip = try repository.reference("refs/heads/" + branch) else { throw GitError.notFound(branch) }
    return tip
  }

  /// The root tree of a commit.
  ///
  /// - Throws: `GitError`.
  package func tree(_ commit: ObjectID) throws -> ObjectID { try repository.commit(commit).tree }

  /// Writes a file in the work tree only, as a person's editor does.
  ///
  /// - Throws: Whatever Foundation throws if the file can't be written.
  package func write(_ name: String, _ text: String) throws {
    try writeFile(at: path + "/" + name, Array(text.utf8))
  }

  /// The text of a file in the work tree.
  ///
  /// - Throws: Whatever Foundation throws if the file can't be read.
  package func read(_ name: String) throws -> String {
    String(decoding: try readFile(at: path + "/" + name), as: UTF8.self)
  }

  /// Git itself, run in this repository.
  package var git: RealGit { RealGit(in: path, environment: ["HOME": directory.path]) }

  /// Runs git itself in this repository, whatever its status.
  ///
  /// - Throws: Whatever Foundation throws if git can't be run.
  @discardableResult
  package func runGit(_ arguments: [String]) throws -> (stdout: String, stderr: String, status: Int32) {
    let outcome = try git.outcome(arguments)
    return (outcome.stdout, outcome.stderr, outcome.status)
  }

  private func update(_ path: String, _ text: String?) throws -> TreeUpdate {
    guard let text else { return .remove(path: path) }
    return .put(path: path, mode: .regular, id: try repository.writeBlob(Array(text.utf8)))
  }

  private func commit(
    _ message: String,
    updates: [TreeUpdate],
    parents: [ObjectID],
    by person: Person,
    at time: CommitTime?
  ) throws -> ObjectID {
    let signature = Signature(person: person, time: time ?? now)
    now = now.adding(minutes: 1)
    let old = try parents.first.map(tree)
    let new = try repository.writeTree(updating: old, with: updates)
    let commit = try repository.createUnsignedCommit(
      CommitDraft(tree: new, parents: parents, author: signature, committer: signature, message: message + "\n")
    )
    guard case .branch(let name, let tip) = try repository.head() else { throw GitError.notFound("a branch") }
    try repository.moveReference(name, from: tip, to: commit, logMessage: "commit: \(message)", by: signature)
    try checkOut(from: old, to: new)
    return commit
  }

  /// Writes the differences between two trees to the work tree and the index.
  private func checkOut(from old: ObjectID?, to new: ObjectID) throws {
    guard !repository.isBare else { return }
    let changes = try repository.changes(from: old, to: new)
    for change in changes where change.new == nil { try remove(change.path) }
    var updates: [IndexUpdate] = changes.filter { $0.new == nil }.map { .remove(path: $0.path) }
    for case let file? in changes.map(\.new) {
      let target = path + "/" + file.path
      try writeFile(at: target, repository.blob(file.id, limit: .max))
      updates.append(.put(path: file.path, id: file.id, mode: file.mode, status: try FileStatus(path: target)))
    }
    let temporary = repository.indexPath + ".fixture"
    try repository.writeIndex(to: temporary, updating: updates)
    guard rename(temporary, repository.indexPath) == 0 else { throw GitError.notFound(temporary) }
  }

  private func remove(_ file: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + file)
    var folder = file.split(separator: "/").dropLast()
    // Fails at the first folder that is not empty.
    while !folder.isEmpty, rmdir(path + "/" + folder.joined(separator: "/")) == 0 { folder.removeLast() }
  }
}
