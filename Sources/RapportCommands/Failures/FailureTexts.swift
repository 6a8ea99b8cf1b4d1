import Git
import Records
import Space

extension CommandFailure {
  /// An answer that nobody gets, though the change is made.
  init(_ error: OutputFailure, after commit: ObjectID?) {
    self.init(
      .refused,
      "the output can't be written: \(error.reason)"
        + (commit.map { "; the change was made all the same, as commit \($0.abbreviated)" } ?? ""),
      help: commit == nil ? nil : "don't repeat the command; rapport log -n 1 tells what it did"
    )
  }

  /// What a failure of the space means for the person.
  init(_ error: SpaceError, now: Int64) {
    switch error {
    case .git(let error): self.init(error)
    case .noSpace(let directory):
      self.init(
        .notFound,
        "this repository has neither relationship.md nor private.md",
        path: directory,
        help: "go to your space's folder, or make one here: rapport init"
      )
    case .noSuchRecord("next", let suggestions):
      self.init(
        .notFound,
        "no meeting is planned ahead",
        help: "plan one: rapport prep" + (suggestions.first.map { "; the last one is \($0)" } ?? "")
      )
    case .noSuchRecord(let name, let suggestions):
      self.init(
        .notFound,
        "no record is called '\(name)'",
        help: suggestions.first.map { "did you mean \($0)?" } ?? "see what there is: rapport list"
      )
    case .missingFile(let path):
      self.init(
        .notFound,
        "this record is missing from the folder, though git has it",
        path: path,
        help: "git restore \(shell: path) brings it back; if it is to be gone: rapport save --removed"
      )
    case .ambiguousRecord(let name, let candidates):
      self.init(
        .usage,
        "'\(name)' fits \(candidates.count) records",
        help: "say which, by path",
        details: Self.candidates(candidates)
      )
    case .unreadable(let diagnostic):
      self.init(
        .findings,
        "the record can't be read, so it was left as it is",
        path: diagnostic.path,
        diagnostics: [diagnostic]
      )
    case .notRegularFile(let path, let found):
      self.init(
        .refused,
        "this is \(found), not a file of this space",
        path: path,
        help: "replace it by a regular file; rapport follows no links"
      )
    case .tooLarge(let path, let bytes):
      self.init(
        .refused,
        "the file has \(bytes) bytes; a record may have \(WorkTree.fileLimit)",
        path: path,
        help: "move large material into a file of its own"
      )
    case .outsideWorkTree(let path):
      self.init(
        .refused,
        "this is no path of a record in this space",
        path: path,
        help: "use a path like goals/toxicity-paper.md"
      )
    case .system(let operation, let path, let reason):
      self.init(
        .refused,
        "can't \(operation): \(reason)",
        path: path,
        help: "look at the permissions of the file and its folder"
      )
    case .diskFull(let path):
      self.init(
        .refused,
        "the disk is full; nothing was changed",
        path: path,
        help: "make room, then run the command again"
      )
    default: self.init(stateOfGit: error, now: now)
    }
  }

  /// What stands in the way of writing.
  private init(stateOfGit error: SpaceError, now: Int64) {
    switch error {
    case .busy(let lockPath):
      self.init(
        .refused,
        "another rapport is writing here",
        path: lockPath,
        help: "wait until it is done, then try again"
      )
    case .indexLocked(let path, let since):
      let age = since.map { ", for \(LockFile.age(since: $0, at: now)) seconds now" } ?? ""
      self.init(
        .refused,
        "git is busy here\(age)",
        path: path,
        help: "finish what git is doing; if none is at work, see whose the lock is: rapport doctor"
      )
    case .unfinished(let operation):
      self.init(
        .refused,
        "git has an unfinished \(operation.inWords)",
        help: operation == .bisect
          ? "finish or abort it first; git status says how"
          : "rapport resolve RECORD settles what both changed; then finish or abort it: git status says how"
      )
    case .detachedHead:
      self.init(
        .refused,
        "no branch is checked out, so a commit would belong to none",
        help: "git switch BRANCH, such as main"
      )
    case .bareRepository:
      self.init(
        .refused,
        "this repository is bare: it has no files to change",
        help: "clone it and work in the clone"
      )
    case .halfStaged(let path):
      self.init(
        .refused,
        "git's index holds another version of this file than the folder and the last commit",
        path: path,
        help: "commit it, or take it out of the index: git restore --staged \(shell: path)"
      )
    case .changedMeanwhile(let path):
      self.init(
        .refused,
        "the file was changed while rapport read it",
        path: path,
        help: "run the command again"
      )
    case .unsavedEdits(let paths): self.init(unsaved: paths)
    case .nothingToUndo(let reason): self.init(reason)
    default: self.init(.internalError, "an error without a text")
    }
  }

  private init(_ refusal: UndoRefusal) {
    switch refusal {
    case .noOwnCommit(let email):
      self.init(.notFound, "there is no change by \(email) to take back", help: "see who changed what: rapport log")
    case .notOwn(let id):
      self.init(
        .refused,
        "the last commit, \(id.hex.prefix(7)), is somebody else's, so it is not erased",
        help: "rapport undo takes your own last change back by a new commit"
      )
    case .heldElsewhere(let id, let reference):
      let isShared = reference.hasPrefix("refs/rapport/") || reference.hasPrefix("refs/remotes/")
      self.init(
        .refused,
        isShared
          ? "\(id.hex.prefix(7)) has been shared, so the other person may have it"
          : "\(id.hex.prefix(7)) is also in \(reference == "refs/stash" ? "a stash" : reference)",
        help: isShared
          ? "rapport undo takes it back by a new commit; \"Taking back what should not have been written\" in rapport's own README says how it leaves the history"
          : "rapport undo takes it back by a new commit; or "
            + (reference == "refs/stash"
              ? "take out what you stashed first: git stash pop" : "delete \(reference) first")
      )
    case .firstCommit(let id):
      self.init(.refused, "\(id.hex.prefix(7)) is the first commit; there is nothing before it to go back to")
    case .merge(let id):
      self.init(
        .refused,
        "\(id.hex.prefix(7)) is a merge, which brings two people's changes together",
        help: "set the fields you want changed: rapport set"
      )
    case .changedSince(let path, let id):
      self.init(
        .refused,
        "the file was changed after \(id.hex.prefix(7))",
        path: path,
        help: "set the fields back by hand, or undo those changes first"
      )
    case .unsaved(let paths, let id, let isErasing):
      let names = paths.map { "\(shell: $0)" }.joined(separator: " ")
      let command = isErasing ? "rapport undo --erase" : "rapport undo"
      let undone = isErasing ? "erased" : "taken back"
      self.init(
        .refused,
        "unsaved edits stand in what \(id.hex.prefix(7)) changed, so nothing was \(undone)",
        path: paths.count == 1 ? paths[0] : nil,
        help: "copy them to a place outside the space, git restore \(names), and \(command) again"
          + (isErasing ? "; don't save or sync before, which would keep or send what is to go" : ""),
        details: paths.count == 1 ? [] : Self.candidates(paths)
      )
    case .notText(let path, let id):
      self.init(
        .refused,
        "\(id.hex.prefix(7)) changed what this file is, not only its text, which rapport doesn't take back",
        path: path,
        help: "git revert --no-edit \(id.hex.prefix(7))"
      )
    }
  }

  /// What a text that can't be read means for the person, where nobody knew its path.
  init(_ error: UnreadableRecord) {
    self.init(
      .findings,
      "a record can't be read",
      help: "rapport check says which, and what is wrong there",
      diagnostics: error.problems
    )
  }

  /// What an edit that can't be made means for the person.
  init(_ error: EditError) {
    switch error {
    case .fieldIsNotScalar(let name):
      self.init(.usage, "'\(name)' is a list here", help: "use \(name)+=VALUE and \(name)-=VALUE, or rapport edit")
    case .fieldIsNotList(let name):
      self.init(.usage, "'\(name)' is not a list here", help: "use \(name)=VALUE")
    case .noSuchField(let name):
      self.init(
        .usage,
        "there is no field '\(name)' here",
        help: "rapport show with the record's name tells what is there"
      )
    case .noSuchItem(let name):
      self.init(.usage, "'\(name)' has no such item", help: "rapport show with the record's name tells what is there")
    case .cannotHold(let name):
      self.init(.usage, "this text can't stand under or in '\(name)': it has a line break or a NUL")
    case .cannotEdit(let name):
      self.init(
        .usage,
        "'\(name)' is written in a way that can't be changed safely by a command",
        help: "change it with rapport edit"
      )
    }
  }
}

extension UnfinishedOperation {
  /// The operation as people call it.
  var inWords: String {
    switch self {
    case .cherryPick: "cherry-pick"
    default: rawValue
    }
  }
}
