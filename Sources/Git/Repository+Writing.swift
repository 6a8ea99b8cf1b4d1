import CLibgit2

extension Repository {
  /// Stores the content of a file.
  ///
  /// - Throws: `GitError.failed`.
  package func writeBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
    var id = git_oid()
    try call("store a file") {
      bytes.withUnsafeBytes { git_odb_write(&id, objects, $0.baseAddress, $0.count, GIT_OBJECT_BLOB) }
    }
    return ObjectID(id)
  }

  /// Stores a tree made of another one with some paths put or removed; folders that become empty vanish.
  ///
  /// - Parameter tree: The root tree to begin with; nil for no files at all.
  /// - Throws: `GitError.missingObject`; `.failed` for a path that git allows in no tree, such as `.git/config`.
  package func writeTree(updating tree: ObjectID?, with updates: [TreeUpdate]) throws(GitError) -> ObjectID {
    try TreeWriter(repository: self).write(updating: tree, with: updates)
  }

  /// Stores a commit; no reference is moved.
  ///
  /// - Parameters:
  ///   - draft: What the commit says.
  ///   - command: How the user's git is run, which signs the commit if the draft asks for it.
  /// - Throws: `GitError.missingIdentity`, `.missingObject`, `.signingFailed`; `.failed` for anything else.
  package func createCommit(_ draft: CommitDraft, signedBy command: SigningCommand) async throws(GitError) -> ObjectID {
    draft.isSigned
      ? try await createSignedCommit(draft, by: command)
      : try createUnsignedCommit(draft)
  }

  /// Stores a commit that need not be signed; no reference is moved.
  ///
  /// - Throws: `GitError.signingFailed` if the draft is to be signed, `.missingIdentity`, `.missingObject`;
  ///   `.failed` for anything else.
  package func createUnsignedCommit(_ draft: CommitDraft) throws(GitError) -> ObjectID {
    guard !draft.isSigned else { throw .signingFailed(reason: "this commit must be signed") }
    try check(draft)
    let author = try OwnedSignature(draft.author)
    let committer = try OwnedSignature(draft.committer)
    var id = git_oid()
    var tree = draft.tree.raw
    let parents = draft.parents.map(\.raw)
    try call("store a commit") {
      parents.withUnsafeBufferPointer { parents in
        var pointers = parents.indices.map { parents.baseAddress?.advanced(by: $0) }
        return git_commit_create_from_ids(
          &id,
          handle,
          nil,
          author.pointer,
          committer.pointer,
          nil,
          draft.message,
          &tree,
          pointers.count,
          &pointers
        )
      }
    }
    return ObjectID(id)
  }

  /// Checks what libgit2 or git would not, or would say less clearly.
  func check(_ draft: CommitDraft) throws(GitError) {
    guard !draft.message.utf8.contains(0) else {
      throw .failed(operation: "store a commit", code: GIT_EINVALID.rawValue, message: "the message contains a NUL")
    }
    for id in [draft.tree] + draft.parents where !contains(id) { throw .missingObject(id) }
  }
}
