import Git
import History
import Records

extension CommandFailure {
  /// What a failure of git means for the person.
  init(_ error: GitError) {
    switch error {
    case .notARepository(let path):
      self.init(
        .notFound,
        "there is no git repository here",
        path: path,
        help: "go to your space's folder, or make one here: rapport init"
      )
    case .unsupported(let reason, let path): self.init(reason, path: path)
    case .foreignOwner(let path, let owner):
      self.init(
        .refused,
        "this folder belongs to another user of this computer (\(owner))",
        path: path,
        help: "if you trust it: git config --global --add safe.directory \(shell: path)"
      )
    case .notFound(let what): self.init(.notFound, "\(what) is not there")
    case .unknownRevision(let text):
      self.init(
        .notFound,
        "'\(text)' is neither a date nor a commit",
        help: "use a date like 2026-05-03, or an id from rapport log"
      )
    case .ambiguousRevision(let text):
      self.init(.usage, "'\(text)' fits several commits", help: "give more digits of the id")
    case .objectTooLarge(let id, let bytes, let limit):
      self.init(.refused, "object \(id.abbreviated) has \(bytes) bytes; at most \(limit) are read")
    case .treeTooLarge(let id):
      self.init(.refused, "tree \(id.abbreviated) holds more files than any space should")
    case .unreadableName(let path):
      self.init(
        .refused,
        "the repository holds a file whose name is no text, so it was left as it is",
        path: String(decoding: path, as: UTF8.self),
        help: "give it another name with git mv and commit that"
      )
    case .missingObject(let id):
      self.init(
        .refused,
        "object \(id.abbreviated) is missing from this repository",
        help: "git fsck tells more; git fetch may bring it"
      )
    case .corrupt(let what):
      self.init(
        .refused,
        "the repository is damaged: \(what)",
        help: "git fsck tells more; what was sent is whole in the other person's clone, and where you sent it"
      )
    case .damagedPackIndex(let path):
      let pack = path.dropLast(".idx".count) + ".pack"
      self.init(
        .refused,
        "a pack of git's objects and its index don't fit each other; one of them is damaged",
        path: path,
        help: path.hasSuffix(".idx")
          ? "make the index anew: mv \(shell: path) \(shell: path + ".damaged") && git index-pack \(shell: String(pack))"
          : "git can do without this index: mv \(shell: path) \(shell: path + ".damaged")"
      )
    default: self.init(writing: error)
    }
  }

  private init(writing error: GitError) {
    switch error {
    case .locked(let path):
      self.init(
        .refused,
        "another git holds a lock",
        path: path,
        help: "finish what git is doing; if none is at work, see whose the lock is: rapport doctor"
      )
    case .branchMoved(let name):
      self.init(.refused, "\(name) moved while rapport wrote; nothing was changed", help: "run the command again")
    case .missingIdentity:
      self.init(
        .refused,
        "git doesn't know who you are, so nothing was committed",
        help: "git config user.name \"Your Name\" && git config user.email you@example.org"
      )
    case .signingFailed(let reason):
      self.init(
        .refused,
        "the commit can't be signed, so nothing was committed: \(reason)",
        help:
          "make your signing key usable (git commit -S shows the same), or turn signing off: git config commit.gpgsign false"
      )
    case .filteredPath(let path, let attribute):
      self.init(
        .refused,
        "git would change this file by its attribute \(attribute)",
        path: path,
        help: "take \(attribute) off this path in .gitattributes; rapport stores records as they are"
      )
    case .noWorkTree(let path):
      self.init(
        .refused,
        "this repository is bare: it has no files to change",
        path: path,
        help: "clone it and work in the clone"
      )
    case .failed(let operation, _, let message):
      self.init(.refused, "can't \(operation)\(message.isEmpty ? "" : ": \(message)")")
    default: self.init(.internalError, "an error without a text")
    }
  }

  /// A folder with files in it that git takes for none.
  init(calledBare folder: String) {
    self.init(
      .refused,
      "core.bare is set here, so git takes no notice of the files in this folder",
      path: folder,
      help: Self.unsettingBare
    )
  }

  /// How git sees the files of a folder again.
  static let unsettingBare = "git config core.bare false"

  /// Why a repository can't be used, and how to make one that can.
  private init(_ reason: UnsupportedRepository, path: String) {
    let convert =
      "copy it into a plain one: git init NEW; git fast-export --all --signed-tags=strip | git -C NEW fast-import"
    switch reason {
    case .sha256:
      self.init(
        .refused,
        "this repository names its objects by SHA-256, which libgit2 can't read",
        path: path,
        help: convert
      )
    case .reftable:
      self.init(
        .refused,
        "this repository keeps its branches in reftables, which libgit2 can't read",
        path: path,
        help: "git refs migrate --ref-format=files"
      )
    case .partialClone:
      self.init(
        .refused,
        "this is a partial clone: parts of its history are only on the server",
        path: path,
        help: "clone it whole: git clone URL, without --filter"
      )
    case .formatExtension(let name):
      self.init(
        .refused,
        "this repository uses git's extension '\(name)', which rapport doesn't know",
        path: path,
        help: "clone it anew: git clone \(shell: path) NEW"
      )
    case .formatVersion(let version):
      self.init(
        .refused,
        "this repository has format version \(version); rapport knows 0 and 1",
        path: path,
        help: convert
      )
    case .splitIndex:
      self.init(
        .refused,
        "git's index is split in two files here, which libgit2 can't write",
        path: path,
        help: "git update-index --no-split-index"
      )
    case .sparseIndex:
      self.init(
        .refused,
        "git's index is sparse here, which libgit2 can't write",
        path: path,
        help: "git sparse-checkout reapply --no-sparse-index"
      )
    }
  }
}
