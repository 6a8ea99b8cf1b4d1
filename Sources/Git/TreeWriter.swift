import CLibgit2

/// Stores trees that differ from others in some paths.
struct TreeWriter {
  let repository: Repository

  /// One name in the updates: what happens to it and to what is in it.
  private struct Node {
    var update: TreeUpdate?
    // By bytes, since two strings with different bytes may be equal.
    var children: [[UInt8]: Node] = [:]

    var isPut: Bool { if case .put = update { true } else { false } }

    var putsSomethingInside: Bool { children.values.contains { $0.isPut || $0.putsSomethingInside } }

    mutating func insert(_ names: ArraySlice<Substring.UTF8View>, _ update: TreeUpdate) {
      guard let name = names.first else {
        self.update = update
        return
      }
      children[Array(name), default: Node()].insert(names.dropFirst(), update)
    }
  }

  /// Later updates of a path win over earlier ones.
  ///
  /// - Throws: `GitError.missingObject`; `.failed` for a path that git allows in no tree.
  func write(updating tree: ObjectID?, with updates: [TreeUpdate]) throws(GitError) -> ObjectID {
    var root = Node()
    for update in updates {
      let names = update.path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        .map { Substring($0).utf8 }
      guard !update.path.utf8.contains(0) else {
        throw .failed(operation: "store a folder", code: GIT_EINVALID.rawValue, message: "a path contains a NUL")
      }
      root.insert(names[...], update)
    }
    if let written = try write(root, updating: tree) { return written }
    return try emptyTree()
  }

  /// - Returns: The tree of the folder; nil if it is empty.
  private func write(_ node: Node, updating tree: ObjectID?) throws(GitError) -> ObjectID? {
    var source: OpaquePointer?
    defer { git_tree_free(source) }
    if let tree {
      guard repository.contains(tree) else { throw .missingObject(tree) }
      var id = tree.raw
      try call("read the tree \(tree)") { git_tree_lookup(&source, repository.handle, &id) }
    }
    let builder = try OwnedPointer("store a folder", freedBy: git_treebuilder_free) {
      git_treebuilder_new(&$0, repository.handle, source)
    }
    for (name, child) in node.children {
      try apply(child, named: String(decoding: name, as: UTF8.self), to: builder)
    }
    guard git_treebuilder_entrycount(builder.pointer) > 0 else { return nil }
    var id = git_oid()
    let pointer = builder.pointer
    try call("store a folder") { git_treebuilder_write(&id, pointer) }
    return ObjectID(id)
  }

  private func apply(_ node: Node, named name: String, to builder: borrowing OwnedPointer) throws(GitError) {
    if case .put(_, let mode, let id) = node.update {
      guard !node.putsSomethingInside else {
        throw .failed(operation: "store \(name)", code: GIT_EINVALID.rawValue, message: "it is a file and a folder")
      }
      return try put(name, mode, id, in: builder)
    }
    let present = git_treebuilder_get(builder.pointer, name)
    let isFolder = present.map { git_tree_entry_type($0) == GIT_OBJECT_TREE } ?? false
    guard !node.children.isEmpty, isFolder || node.putsSomethingInside else {
      if node.update != nil, present != nil, !isFolder { try remove(name, from: builder) }
      return
    }
    let folder = isFolder ? git_tree_entry_id(present).map { ObjectID($0.pointee) } : nil
    if let written = try write(node, updating: folder) {
      try put(name, .tree, written, in: builder)
    } else {
      try remove(name, from: builder)
    }
  }

  private func put(_ name: String, _ mode: FileMode, _ id: ObjectID, in builder: borrowing OwnedPointer)
    throws(GitError)
  {
    // A submodule's commit is in the submodule.
    guard mode == .gitlink || repository.contains(id) else { throw .missingObject(id) }
    var raw = id.raw
    let pointer = builder.pointer
    try call("store \(name) in a folder") {
      git_treebuilder_insert(nil, pointer, name, &raw, git_filemode_t(rawValue: mode.bits))
    }
  }

  private func remove(_ name: String, from builder: borrowing OwnedPointer) throws(GitError) {
    let pointer = builder.pointer
    try call("remove \(name) from a folder") { git_treebuilder_remove(pointer, name) }
  }

  private func emptyTree() throws(GitError) -> ObjectID {
    var id = git_oid()
    try call("store a folder") { git_odb_write(&id, repository.objects, nil, 0, GIT_OBJECT_TREE) }
    return ObjectID(id)
  }
}
