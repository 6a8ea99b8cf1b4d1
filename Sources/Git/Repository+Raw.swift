import CLibgit2

extension Repository {
  /// The stored bytes of a tree, whatever they are; not compared with any rule.
  ///
  /// - Parameter limit: The most bytes to read; a larger tree is not touched.
  /// - Throws: `GitError.objectTooLarge`, `.missingObject`; `.corrupt` if it is no tree.
  package func treeBytes(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8] {
    let size = try size(of: id, .tree)
    guard size <= limit else { throw .objectTooLarge(id, bytes: size, limit: limit) }
    let object = try object(id, .tree)
    return Array(object.bytes)
  }

  /// How many bytes the content of a file has; it is not read.
  ///
  /// - Throws: `GitError.missingObject`; `.corrupt` if it is no file's content.
  package func blobSize(_ id: ObjectID) throws(GitError) -> Int {
    try size(of: id, .blob)
  }

  private func size(of id: ObjectID, _ kind: ObjectKind) throws(GitError) -> Int {
    var raw = id.raw
    var size = 0
    var found = GIT_OBJECT_ANY
    let code = callReturningCode { git_odb_read_header(&size, &found, objects, &raw) }
    if code == GIT_ENOTFOUND.rawValue { throw .missingObject(id) }
    if code < 0 { throw GitError(operation: "read the \(kind.rawValue) \(id)", code: code) }
    guard found == kind.raw else { throw .corrupt("\(id) is not a \(kind.rawValue)") }
    return size
  }

  /// Moves a reference that is not symbolic, or makes it, wherever it was.
  ///
  /// - Parameters:
  ///   - name: The full name, such as `refs/rapport/seen/origin/main`.
  ///   - logMessage: One line for the reflog.
  /// - Throws: `GitError.locked`, `.missingObject`; `.branchMoved` if others keep moving it; `.failed`.
  package func setReference(_ name: String, to id: ObjectID, logMessage: String, by signature: Signature)
    throws(GitError)
  {
    let mostTries = 20
    for attempt in 1... {
      let present = try reference(name)
      guard present != id else { return }
      do throws(GitError) {
        return try moveReference(name, from: present, to: id, logMessage: logMessage, by: signature)
      } catch {
        guard case .branchMoved = error, attempt < mostTries else { throw error }
      }
    }
  }

  /// Deletes a reference; one that isn't there is no error.
  ///
  /// - Throws: `GitError.locked`; `.failed`.
  package func deleteReference(_ name: String) throws(GitError) {
    guard try reference(name) != nil else { return }
    try callTakingLock("delete \(name)") {
      let code = git_reference_remove(handle, name)
      return code == GIT_ENOTFOUND.rawValue ? 0 : code
    }
  }
}
