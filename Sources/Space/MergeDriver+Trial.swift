import Git

extension MergeDriver {
  /// What came of a trial merge.
  package enum Trial: Sendable, Hashable {
    /// Git merged a record by what it means.
    case works
    /// Git isn't told of the driver in this clone.
    case notInstalled
    /// Git is told of the driver and merged as text all the same: it can't run it.
    case notRunning
    /// There was no merge; the text is what git said last.
    case failed(String)
  }

  /// The record of the trial, whose versions change lines that touch each other.
  private enum Record {
    static let path = "goals/rapport-doctor.md"

    static func text(status: String, target: String) -> [UInt8] {
      Array("---\ntitle: Merge driver\nstatus: \(status)\ntarget: \(target)\n---\n".utf8)
    }

    static let base = text(status: "active", target: "2026-06-30")
    static let ours = text(status: "paused", target: "2026-06-30")
    static let theirs = text(status: "active", target: "2026-09-30")
    static let merged = text(status: "paused", target: "2026-09-30")
  }
}

extension Space {
  /// Lets git merge a record as it would in this repository, in a scratch clone of it that is removed afterwards.
  ///
  /// The clone holds no file but the record and the attributes at the top of the last commit; it gets the settings that
  /// a clone doesn't take along. No hook runs, and nothing is committed.
  ///
  /// - Parameters:
  ///   - temporaryFolder: Where the clone is made, by its absolute path.
  ///   - environment: The variables for the user's git.
  package func tryMergeDriver(
    in temporaryFolder: String,
    environment: [String: String]
  ) async throws(SpaceError) -> MergeDriver.Trial {
    let driver = try git { () throws(GitError) in try repository.configuration(MergeDriver.setting) }
    guard let driver else { return .notInstalled }
    let scratch = try ScratchFolder(in: temporaryFolder)
    let folder = scratch.path + "/clone"
    let options = ["-c", "core.hooksPath=/dev/null", "-c", "\(MergeDriver.setting)=\(driver)"]
    func run(in directory: String, _ arguments: [String]) async throws(SpaceError) -> GitCommand.Outcome {
      do throws(GitError) {
        return try await GitCommand(in: directory, environment: environment).run(options + arguments)
      } catch {
        throw .git(error)
      }
    }
    let source = repository.commonDirectory
    let clone = try await run(
      in: scratch.path,
      ["clone", "--quiet", "--shared", "--no-checkout", "--template=", "--", source, folder]
    )
    guard clone.exitCode == 0 else { return .failed(clone.lastErrorLine) }
    let attributes = source + "/info/attributes"
    if FileSystem.status(ofPath: attributes) != nil {
      try FileSystem.createFolder(folder + "/.git/info")
      let lines = try FileSystem.contents(of: attributes, limit: MergeDriver.attributeBytes)
      try FileSystem.create(folder + "/.git/info/attributes", bytes: lines)
    }
    let sides = try git { () throws(GitError) in try MergeDriver.makeSides(in: folder, like: repository) }
    let checkout = try await run(in: folder, ["reset", "--quiet", "--hard", sides.ours.hex])
    guard checkout.exitCode == 0 else { return .failed(checkout.lastErrorLine) }
    let merge = try await run(in: folder, ["merge", "--quiet", "--no-commit", "--no-ff", sides.theirs.hex])
    let merged = folder + "/" + MergeDriver.trialPath
    guard FileSystem.status(ofPath: merged) != nil else { return .failed(merge.lastErrorLine) }
    if try MergeDriver.isMerged(FileSystem.contents(of: merged, limit: WorkTree.fileLimit)) { return .works }
    let attribute = try await run(in: folder, ["check-attr", "merge", "--", MergeDriver.trialPath])
    let isAssigned = String(decoding: attribute.standardOutput, as: UTF8.self).hasSuffix(": \(MergeDriver.name)\n")
    return isAssigned ? .notRunning : .notInstalled
  }
}

extension MergeDriver {
  fileprivate static var trialPath: String { Record.path }

  /// Says whether a merged file is the record of the trial as it should come out, in whatever line endings.
  fileprivate static func isMerged(_ bytes: [UInt8]) -> Bool {
    bytes.filter { $0 != UInt8(ascii: "\r") } == Record.merged
  }

  /// Makes two commits that come of a third and change one record.
  ///
  /// - Parameter original: The repository of which the attributes count.
  fileprivate static func makeSides(
    in folder: String,
    like original: Repository
  ) throws(GitError) -> (ours: ObjectID, theirs: ObjectID) {
    let clone = try Repository(opening: folder)
    var updates: [TreeUpdate] = []
    if let tip = try original.head().tip,
      let file = try original.file(at: ".gitattributes", in: original.commitLinks(tip).tree)
    {
      updates.append(.put(path: file.path, mode: .regular, id: file.id))
    }
    let start = updates
    let nobody = Signature(
      person: Person(name: "rapport doctor", email: "doctor@rapport.invalid"),
      time: CommitTime(secondsSince1970: 0, offsetMinutes: 0)
    )
    func commit(_ text: [UInt8], parents: [ObjectID]) throws(GitError) -> ObjectID {
      let record = TreeUpdate.put(path: Record.path, mode: .regular, id: try clone.writeBlob(text))
      return try clone.createUnsignedCommit(
        CommitDraft(
          tree: clone.writeTree(updating: nil, with: start + [record]),
          parents: parents,
          author: nobody,
          committer: nobody,
          message: "trial\n"
        )
      )
    }
    let base = try commit(Record.base, parents: [])
    return (try commit(Record.ours, parents: [base]), try commit(Record.theirs, parents: [base]))
  }
}
