package import Git

/// What a command wants to change: computed first, shown on request, then applied as a whole or not at all.
package struct WritePlan: Sendable, Hashable {
  /// One file before and after.
  package struct FileEdit: Sendable, Hashable {
    package let path: String
    /// The bytes the plan was computed from; nil where the file doesn't exist.
    package let before: [UInt8]?
    /// The bytes the file shall have; nil to remove it.
    package let after: [UInt8]?
    /// What a preview compares `after` with: `before`, or the last commit's bytes where the file only gets saved.
    package let shown: [UInt8]?
    /// Whether the person's unsaved work in the file is what the plan commits, not something that comes before it.
    let takesUnsavedWork: Bool
    /// What the file shall be with its new bytes; nil for what the last commit says, or a text.
    var mode: FileMode?

    package init(path: String, before: [UInt8]?, after: [UInt8]?) {
      self.path = path
      self.before = before
      self.after = after
      shown = before
      takesUnsavedWork = false
    }

    /// A file that is committed with what the person did to it.
    ///
    /// - Parameter saved: The bytes to commit: the present ones, but for what rapport itself has to tidy up.
    package init(saving path: String, present: [UInt8]?, as saved: [UInt8]?, committed: [UInt8]?) {
      self.path = path
      before = present
      after = saved
      shown = committed
      takesUnsavedWork = true
    }
  }

  /// The message of one commit.
  package struct Message: Sendable, Hashable {
    /// One line: kind, name, change; never note text.
    package var subject: String
    /// Why, in the person's words; nil for none.
    package var body: String?

    package init(subject: String, body: String? = nil) {
      self.subject = subject
      self.body = body
    }

    /// The message as git stores it.
    package var text: String {
      guard let body, !body.isEmpty else { return subject + "\n" }
      return subject + "\n\n" + body + (body.hasSuffix("\n") ? "" : "\n")
    }
  }

  /// What becomes of each file; no path stands here twice.
  package let files: [FileEdit]
  package let message: Message

  package init(files: [FileEdit], message: Message) {
    precondition(Set(files.map { TreePath($0.path) }).count == files.count, "a plan changes a file once")
    self.files = files
    self.message = message
  }
}

/// Who commits, when, and how.
package struct CommitTerms: Sendable, Hashable {
  package var author: Signature
  package var committer: Signature
  /// Whether `commit.gpgsign` asks for a signature.
  package var isSigned: Bool
  /// How git is run where it is.
  package var signing: SigningCommand

  package init(author: Signature, committer: Signature, isSigned: Bool, signing: SigningCommand) {
    self.author = author
    self.committer = committer
    self.isSigned = isSigned
    self.signing = signing
  }
}

/// What a write did.
package struct WriteOutcome: Sendable, Hashable {
  /// The commit of the person's own unsaved edits to the touched files, made first; nil where there were none.
  package let unsavedWork: ObjectID?
  /// The commit of the plan; nil where nothing had to change.
  package let commit: ObjectID?
  package let paths: [String]
}
