/// Why a repository is one that rapport can't work in.
package enum UnsupportedRepository: Sendable, Hashable {
  /// Its objects have SHA-256 names.
  case sha256
  /// Its references are kept in reftables.
  case reftable
  /// It fetches missing objects when they are needed.
  case partialClone
  /// It uses the extension `extensions.NAME`, by NAME in lower case.
  case formatExtension(String)
  /// Its `core.repositoryformatversion` is above 1.
  case formatVersion(Int)
  /// Its index is split in two files; only operations that need the index fail.
  case splitIndex
  /// Its index holds whole folders as one entry; only operations that need the index fail.
  case sparseIndex
}

/// What can go wrong in a repository.
///
/// Passwords in URLs are removed from all texts, and no error holds the content of a file.
package enum GitError: Error, Sendable, Hashable {
  /// There is no repository at or above the path.
  case notARepository(path: String)
  case unsupported(UnsupportedRepository, path: String)
  /// The repository belongs to another user of this machine and is not in `safe.directory`.
  case foreignOwner(path: String, owner: String)
  /// What was asked for, in words, is not there.
  case notFound(String)
  /// No commit is known by what the person typed.
  case unknownRevision(String)
  /// More than one object is known by what the person typed.
  case ambiguousRevision(String)
  /// An object has more bytes than the caller wants to read.
  case objectTooLarge(ObjectID, bytes: Int, limit: Int)
  /// A tree holds more files, or deeper folders, than any sensible one.
  case treeTooLarge(ObjectID)
  /// A file or folder has a name that isn't UTF-8, or isn't a single name; the raw bytes of its path.
  case unreadableName([UInt8])
  case missingObject(ObjectID)
  /// Stored bytes are not what git writes; the text says where.
  case corrupt(String)
  /// A pack and its index don't fit each other, or the index isn't one; the path is the index's.
  case damagedPackIndex(path: String)
  /// Another process holds the lock file at the path.
  case locked(path: String)
  /// The reference is no longer where the caller saw it.
  case branchMoved(name: String)
  /// Nobody's name or e-mail address is known, so nothing can be committed.
  case missingIdentity
  /// The commit could not be signed, and so was not made.
  case signingFailed(reason: String)
  /// Git would run a program or re-encode this file because of the attribute (`filter` or `working-tree-encoding`).
  case filteredPath(path: String, attribute: String)
  /// The operation needs a work tree.
  case noWorkTree(path: String)
  /// Anything else: the operation in words, libgit2's code or `errno` negated, and its message.
  case failed(operation: String, code: Int32, message: String)
}
