/// What a new commit is to say.
package struct CommitDraft: Sendable, Hashable {
  /// The root tree, which must be in the repository.
  package var tree: ObjectID

  /// The parents, first parent first, which must be in the repository.
  package var parents: [ObjectID]

  package var author: Signature
  package var committer: Signature

  /// The whole message, written as it stands in UTF-8; must not contain NUL.
  package var message: String

  /// Whether the user's own git signs the commit with the key it is configured to use.
  package var isSigned: Bool

  package init(
    tree: ObjectID,
    parents: [ObjectID],
    author: Signature,
    committer: Signature,
    message: String,
    isSigned: Bool = false
  ) {
    self.tree = tree
    self.parents = parents
    self.author = author
    self.committer = committer
    self.message = message
    self.isSigned = isSigned
  }
}
