import CLibgit2

extension Repository {
  /// Where HEAD is.
  ///
  /// - Throws: `GitError.corrupt` if HEAD names nothing; `.failed` if it can't be read.
  package func head() throws(GitError) -> Head {
    guard let head = try lookUpReference("HEAD") else { throw .corrupt("HEAD is missing") }
    if let target = git_reference_symbolic_target(head.pointer) {
      let name = String(cString: target)
      return .branch(name: name, tip: try reference(name))
    }
    guard let target = git_reference_target(head.pointer) else { throw .corrupt("HEAD names nothing") }
    return .detached(ObjectID(target.pointee))
  }

  /// The object that a reference such as `refs/heads/main` leads to; nil if there is no such reference.
  ///
  /// - Throws: `GitError.failed` if the name is not one or the reference can't be read.
  package func reference(_ name: String) throws(GitError) -> ObjectID? {
    var id = git_oid()
    let code = callReturningCode { git_reference_name_to_id(&id, handle, name) }
    if code == GIT_ENOTFOUND.rawValue { return nil }
    if code < 0 { throw GitError(operation: "read \(name)", code: code) }
    return ObjectID(id)
  }

  /// The names of all references that begin with a prefix such as `refs/heads/`, in byte order.
  ///
  /// - Throws: `GitError.failed`.
  package func referenceNames(startingWith prefix: String) throws(GitError) -> [String] {
    var list = git_strarray()
    defer { git_strarray_dispose(&list) }
    try call("list the references") { git_reference_list(&list, handle) }
    let names = UnsafeBufferPointer(start: list.strings, count: list.count).compactMap { name in
      name.map { String(cString: $0) }
    }
    return names.filter { $0.hasPrefix(prefix) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The commit that a person means by a name, an id or a shorter id, or an expression such as `main~3`.
  ///
  /// Searches in messages (`:/text`, `^{/text}`) and paths (`main:file`) are refused.
  ///
  /// - Throws: `GitError.unknownRevision`, `.ambiguousRevision`; `.failed` if the repository can't be read.
  package func resolve(revision: String) throws(GitError) -> ObjectID {
    let isPlain =
      !revision.isEmpty && revision.utf8.count <= 1024 && !revision.hasPrefix("-") && !revision.contains("^{/")
      && revision.unicodeScalars.allSatisfy { $0 != ":" && $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) }
    guard isPlain else { throw .unknownRevision(revision) }
    // libgit2 knows `@` alone, and git takes it for HEAD before `~` and `^`, too.
    let full = revision.hasPrefix("@~") || revision.hasPrefix("@^") ? "HEAD" + revision.dropFirst() : revision
    var found: OpaquePointer?
    var code = callReturningCode { git_revparse_single(&found, handle, full) }
    var commit: OpaquePointer?
    if code == 0, let object = found {
      code = callReturningCode { git_object_peel(&commit, object, GIT_OBJECT_COMMIT) }
    }
    defer {
      git_object_free(found)
      git_object_free(commit)
    }
    switch code {
    case GIT_EAMBIGUOUS.rawValue: throw .ambiguousRevision(revision)
    case GIT_ENOTFOUND.rawValue, GIT_EINVALIDSPEC.rawValue, GIT_EPEEL.rawValue: throw .unknownRevision(revision)
    case ..<0: throw GitError(operation: "look up \(revision)", code: code)
    default: break
    }
    guard let id = git_object_id(commit) else { throw .unknownRevision(revision) }
    return ObjectID(id.pointee)
  }

  /// Moves a reference, or makes it, if it still is where the caller saw it; compared while its lock is held.
  ///
  /// - Parameters:
  ///   - name: The full name, such as `refs/heads/main`, of a reference that is not symbolic.
  ///   - expected: Where the reference has to be; nil if it must not exist.
  ///   - new: An object that is in the repository.
  ///   - logMessage: One line for the reflog.
  ///   - signature: Who moves the reference, and when.
  /// - Throws: `GitError.branchMoved`, `.locked`, `.missingObject`; `.failed` for anything else, after which the
  ///   reference may have moved nevertheless.
  package func moveReference(
    _ name: String,
    from expected: ObjectID?,
    to new: ObjectID,
    logMessage: String,
    by signature: Signature
  ) throws(GitError) {
    guard contains(new) else { throw .missingObject(new) }
    let by = try OwnedSignature(signature)
    let transaction = try OwnedPointer("move \(name)", freedBy: git_transaction_free) {
      git_transaction_new(&$0, handle)
    }
    try lock(name, in: transaction)
    guard try target(ofLocked: name) == expected else { throw .branchMoved(name: name) }
    var id = new.raw
    try call("move \(name)") {
      git_transaction_set_target(transaction.pointer, name, &id, by.pointer, logMessage)
    }
    try call("move \(name)") { git_transaction_commit(transaction.pointer) }
  }

  private func lock(_ name: String, in transaction: borrowing OwnedPointer) throws(GitError) {
    let pointer = transaction.pointer
    try callTakingLock("lock \(name)") { git_transaction_lock_ref(pointer, name) }
  }

  private func target(ofLocked name: String) throws(GitError) -> ObjectID? {
    guard let reference = try lookUpReference(name) else { return nil }
    guard let target = git_reference_target(reference.pointer) else {
      throw .failed(operation: "move \(name)", code: GIT_EINVALID.rawValue, message: "the reference is symbolic")
    }
    return ObjectID(target.pointee)
  }

  private func lookUpReference(_ name: String) throws(GitError) -> OwnedPointer? {
    var found: OpaquePointer?
    let code = callReturningCode { git_reference_lookup(&found, handle, name) }
    if code == GIT_ENOTFOUND.rawValue { return nil }
    if code < 0 { throw GitError(operation: "read \(name)", code: code) }
    return found.map { OwnedPointer(taking: $0, freedBy: git_reference_free) }
  }
}
