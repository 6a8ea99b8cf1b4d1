/// What kind of thing a tree entry names.
///
/// Other modes found in trees mean the kind that git itself takes them for.
package enum FileMode: Sendable, Hashable {
  case regular
  case executable
  case symbolicLink
  case tree
  /// The commit of a submodule.
  case gitlink

  /// The mode as git writes it, such as 0o100644.
  package var bits: UInt32 {
    switch self {
    case .regular: 0o100644
    case .executable: 0o100755
    case .symbolicLink: 0o120000
    case .tree: 0o040000
    case .gitlink: 0o160000
    }
  }

  /// Maps any mode as git does: by file type, and regular files by their owner's execute bit.
  package init(bits: UInt32) {
    switch bits & 0o170000 {
    case 0o100000: self = bits & 0o100 == 0 ? .regular : .executable
    case 0o120000: self = .symbolicLink
    case 0o040000: self = .tree
    default: self = .gitlink
    }
  }
}

/// One entry of one tree object, exactly as stored.
package struct TreeEntry: Sendable, Hashable {
  /// The raw bytes of the name; never empty and without NUL, but otherwise anything.
  package let name: [UInt8]
  package let mode: FileMode
  package let id: ObjectID

  package init(name: [UInt8], mode: FileMode, id: ObjectID) {
    self.name = name
    self.mode = mode
    self.id = id
  }
}

/// A file, symbolic link or submodule by its full path.
package struct TreeFile: Sendable, Hashable {
  /// The path from the root tree, separated by "/".
  package let path: String
  package let mode: FileMode
  package let id: ObjectID

  package init(path: String, mode: FileMode, id: ObjectID) {
    self.path = path
    self.mode = mode
    self.id = id
  }

  /// Whether it is a file with a content, not a link or another repository's commit.
  package var isRegular: Bool { mode == .regular || mode == .executable }
}

/// One difference between two trees.
package struct FileChange: Sendable, Hashable {
  /// The path from the root tree, separated by "/".
  package let path: String

  /// What was there before; nil if the path was added.
  package let old: TreeFile?

  /// What is there now; nil if the path was deleted.
  package let new: TreeFile?

  package init(path: String, old: TreeFile?, new: TreeFile?) {
    self.path = path
    self.old = old
    self.new = new
  }
}

/// One difference for a new tree to have from the one it is made of.
package enum TreeUpdate: Sendable, Hashable {
  /// Adds or replaces the file at a path, making its folders; a file in the place of one of them gives way.
  case put(path: String, mode: FileMode, id: ObjectID)

  /// Removes the file at a path and the folders that become empty; nothing happens if there is none.
  case remove(path: String)

  /// The path from the root tree, separated by "/".
  package var path: String {
    switch self {
    case .put(let path, _, _), .remove(let path): path
    }
  }
}

/// A path by its bytes: two strings with different bytes may be equal, two files aren't.
package struct TreePath: Sendable, Hashable, Comparable {
  /// The path from the root tree, separated by "/".
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package static func == (left: TreePath, right: TreePath) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  package static func < (left: TreePath, right: TreePath) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
